<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>Columns</name>
        <message>
            <source>%1 · try %2</source>
            <translation>%1 · try %2</translation>
        </message>
        <message>
            <source>client left</source>
            <translation>client left</translation>
        </message>
        <message>
            <source>%1 of the budget is spent</source>
            <translation>%1 of the budget is spent</translation>
        </message>
        <message>
            <source>Resting, %1</source>
            <translation>Resting, %1</translation>
        </message>
        <message>
            <source>Not used yet</source>
            <translation>Not used yet</translation>
        </message>
        <message>
            <source>Healthy</source>
            <translation>Healthy</translation>
        </message>
        <message>
            <source>Last failure: %1</source>
            <translation>Last failure: %1</translation>
        </message>
        <message>
            <source>no price</source>
            <translation>no price</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Who</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Served by</source>
            <translation>Served by</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Took</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message numerus="yes">
            <source>%n deployment(s)</source>
            <translation>
                <numerusform>%n deployment</numerusform>
                <numerusform>%n deployments</numerusform>
            </translation>
        </message>
        <message>
            <source>$ / M in, out</source>
            <translation>$ / M in, out</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>Context</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Resting, %1 of %2</source>
            <translation>Resting, %1 of %2</translation>
        </message>
        <message>
            <source>Managed by</source>
            <translation>Managed by</translation>
        </message>
        <message>
            <source>this console</source>
            <translation>this console</translation>
        </message>
        <message>
            <source>configuration file</source>
            <translation>configuration file</translation>
        </message>
        <message>
            <source>environment</source>
            <translation>environment</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>built in</translation>
        </message>
        <message>
            <source>Deployment</source>
            <translation>Deployment</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Where</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Weight</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Key</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Models</translation>
        </message>
        <message>
            <source>all</source>
            <translation>all</translation>
        </message>
        <message>
            <source>Spent</source>
            <translation>Spent</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Budget</translation>
        </message>
        <message>
            <source>unlimited</source>
            <translation>unlimited</translation>
        </message>
        <message>
            <source>Requests / min</source>
            <translation>Requests / min</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Blocked</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Active</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>An amount in dollars, for example 25 or 0.50</source>
            <translation>An amount in dollars, for example 25 or 0.50</translation>
        </message>
        <message>
            <source>A whole number, for example 60</source>
            <translation>A whole number, for example 60</translation>
        </message>
        <message>
            <source>This is needed</source>
            <translation>This is needed</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>%1 k</source>
            <comment>thousands</comment>
            <translation>%1 k</translation>
        </message>
        <message>
            <source>%1 M</source>
            <comment>millions</comment>
            <translation>%1 M</translation>
        </message>
        <message>
            <source>%1 B</source>
            <comment>thousand millions</comment>
            <translation>%1 B</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>seconds</comment>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 min %2 s</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>just now</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n minute ago</numerusform>
                <numerusform>%n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n hour ago</numerusform>
                <numerusform>%n hours ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ostiary::Chart</name>
        <message>
            <source>Nothing in this span yet</source>
            <translation>Nothing in this span yet</translation>
        </message>
    </context>
    <context>
        <name>ostiary::ChatCall</name>
        <message>
            <source>The answer was cut off</source>
            <translation>The answer was cut off</translation>
        </message>
    </context>
    <context>
        <name>ostiary::CommandPalette</name>
        <message>
            <source>Go to</source>
            <translation>Go to</translation>
        </message>
        <message>
            <source>Type a name</source>
            <translation>Type a name</translation>
        </message>
        <message>
            <source>What fits</source>
            <translation>What fits</translation>
        </message>
    </context>
    <context>
        <name>ostiary::Desktop</name>
        <message>
            <source>The gateway did not start</source>
            <translation>The gateway did not start</translation>
        </message>
        <message>
            <source>The gateway shows another certificate than before. If nobody has renewed it, somebody may be listening in.</source>
            <translation>The gateway shows another certificate than before. If nobody has renewed it, somebody may be listening in.</translation>
        </message>
        <message>
            <source>This gateway's certificate is not known to the system. Compare its fingerprint before you trust it.</source>
            <translation>This gateway's certificate is not known to the system. Compare its fingerprint before you trust it.</translation>
        </message>
        <message>
            <source>Trust this certificate?</source>
            <translation>Trust this certificate?</translation>
        </message>
        <message>
            <source>Admin key of the gateway at %1</source>
            <translation>Admin key of the gateway at %1</translation>
        </message>
        <message>
            <source>Connect and remember it</source>
            <translation>Connect and remember it</translation>
        </message>
        <message>
            <source>The key could not be kept in %1; it is asked for again next time.</source>
            <translation>The key could not be kept in %1; it is asked for again next time.</translation>
        </message>
    </context>
    <context>
        <name>ostiary::KeysPage</name>
        <message>
            <source>Keys</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Delete…</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>The new key</source>
            <translation>The new key</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>New key</translation>
        </message>
        <message>
            <source>Make the first key</source>
            <translation>Make the first key</translation>
        </message>
        <message>
            <source>A key lets a person or a program in: to the models you choose, within a budget and limits.</source>
            <translation>A key lets a person or a program in: to the models you choose, within a budget and limits.</translation>
        </message>
        <message>
            <source>shown this once; keep it now</source>
            <translation>shown this once; keep it now</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>I have it</source>
            <translation>I have it</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Team</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Models, separated by commas (empty: all)</source>
            <translation>Models, separated by commas (empty: all)</translation>
        </message>
        <message>
            <source>Budget in $ (empty: unlimited)</source>
            <translation>Budget in $ (empty: unlimited)</translation>
        </message>
        <message>
            <source>The budget starts anew</source>
            <translation>The budget starts anew</translation>
        </message>
        <message>
            <source>never</source>
            <translation>never</translation>
        </message>
        <message>
            <source>every day</source>
            <translation>every day</translation>
        </message>
        <message>
            <source>every 7 days</source>
            <translation>every 7 days</translation>
        </message>
        <message>
            <source>every 30 days</source>
            <translation>every 30 days</translation>
        </message>
        <message>
            <source>Most requests per minute</source>
            <translation>Most requests per minute</translation>
        </message>
        <message>
            <source>Most requests at once</source>
            <translation>Most requests at once</translation>
        </message>
        <message numerus="yes">
            <source>%n key(s)</source>
            <translation>
                <numerusform>%n key</numerusform>
                <numerusform>%n keys</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 · made %2</source>
            <translation>%1 · made %2</translation>
        </message>
        <message>
            <source>give it a name by which you will know it</source>
            <translation>give it a name by which you will know it</translation>
        </message>
        <message>
            <source>Make key</source>
            <translation>Make key</translation>
        </message>
        <message>
            <source>Unblock</source>
            <translation>Unblock</translation>
        </message>
        <message>
            <source>Block</source>
            <translation>Block</translation>
        </message>
        <message>
            <source>Not saved: %1</source>
            <translation>Not saved: %1</translation>
        </message>
        <message>
            <source>Saved; it holds from the next request on.</source>
            <translation>Saved; it holds from the next request on.</translation>
        </message>
        <message>
            <source>Not changed: %1</source>
            <translation>Not changed: %1</translation>
        </message>
        <message>
            <source>Blocked. What it had under way has ended.</source>
            <translation>Blocked. What it had under way has ended.</translation>
        </message>
        <message>
            <source>It may be used again.</source>
            <translation>It may be used again.</translation>
        </message>
        <message>
            <source>this key</source>
            <translation>this key</translation>
        </message>
        <message>
            <source>Delete %1?</source>
            <translation>Delete %1?</translation>
        </message>
        <message>
            <source>Whoever uses %1 is refused at once, and what is under way ends.</source>
            <translation>Whoever uses %1 is refused at once, and what is under way ends.</translation>
        </message>
        <message>
            <source>Its records stay. You can undo this.</source>
            <translation>Its records stay. You can undo this.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Not deleted: %1</source>
            <translation>Not deleted: %1</translation>
        </message>
        <message>
            <source>%1 is deleted.</source>
            <translation>%1 is deleted.</translation>
        </message>
        <message>
            <source>It is back.</source>
            <translation>It is back.</translation>
        </message>
        <message>
            <source>It could not be brought back: %1</source>
            <translation>It could not be brought back: %1</translation>
        </message>
    </context>
    <context>
        <name>ostiary::MainWindow</name>
        <message>
            <source>Watch</source>
            <translation>Watch</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Requests</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Offer</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Models</translation>
        </message>
        <message>
            <source>Govern</source>
            <translation>Govern</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>%1 added (p50)</source>
            <translation>%1 added (p50)</translation>
        </message>
        <message>
            <source>%1 requests/s</source>
            <translation>%1 requests/s</translation>
        </message>
        <message numerus="yes">
            <source>%n under way</source>
            <translation>
                <numerusform>%n under way</numerusform>
                <numerusform>%n under way</numerusform>
            </translation>
        </message>
        <message>
            <source>Ledger up to date</source>
            <translation>Ledger up to date</translation>
        </message>
        <message>
            <source>The ledger cannot be written; requests are refused</source>
            <translation>The ledger cannot be written; requests are refused</translation>
        </message>
        <message>
            <source>Embedded gateway</source>
            <translation>Embedded gateway</translation>
        </message>
        <message>
            <source>%1 is not reached; trying again</source>
            <translation>%1 is not reached; trying again</translation>
        </message>
        <message>
            <source>Connecting to %1…</source>
            <translation>Connecting to %1…</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Use</translation>
        </message>
        <message>
            <source>Playground</source>
            <translation>Playground</translation>
        </message>
    </context>
    <context>
        <name>ostiary::ModelsPage</name>
        <message>
            <source>Models</source>
            <translation>Models</translation>
        </message>
        <message>
            <source>Deployments</source>
            <translation>Deployments</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Delete…</translation>
        </message>
        <message>
            <source>Add model</source>
            <translation>Add model</translation>
        </message>
        <message>
            <source>The catalogue is empty. A model is a name that clients use, and one or more places where it is called.</source>
            <translation>The catalogue is empty. A model is a name that clients use, and one or more places where it is called.</translation>
        </message>
        <message>
            <source>Name that clients use</source>
            <translation>Name that clients use</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Provider</translation>
        </message>
        <message>
            <source>Model at the provider</source>
            <translation>Model at the provider</translation>
        </message>
        <message>
            <source>Address (empty: the provider's own)</source>
            <translation>Address (empty: the provider's own)</translation>
        </message>
        <message>
            <source>Key of the provider (is never shown again)</source>
            <translation>Key of the provider (is never shown again)</translation>
        </message>
        <message>
            <source>Weight among deployments of this name</source>
            <translation>Weight among deployments of this name</translation>
        </message>
        <message>
            <source>Price of input, $ per million tokens</source>
            <translation>Price of input, $ per million tokens</translation>
        </message>
        <message>
            <source>Price of output, $ per million tokens</source>
            <translation>Price of output, $ per million tokens</translation>
        </message>
        <message>
            <source>Most requests per minute</source>
            <translation>Most requests per minute</translation>
        </message>
        <message>
            <source>Largest output, tokens</source>
            <translation>Largest output, tokens</translation>
        </message>
        <message>
            <source>share the requests by weight; a failed one is followed by the next</source>
            <translation>share the requests by weight; a failed one is followed by the next</translation>
        </message>
        <message>
            <source>Choose a model to see where it is called.</source>
            <translation>Choose a model to see where it is called.</translation>
        </message>
        <message numerus="yes">
            <source>%n in the catalogue</source>
            <translation>
                <numerusform>%n in the catalogue</numerusform>
                <numerusform>%n in the catalogue</numerusform>
            </translation>
        </message>
        <message>
            <source>key of the provider %1</source>
            <translation>key of the provider %1</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>not set</translation>
        </message>
        <message>
            <source>managed elsewhere, read-only here</source>
            <translation>managed elsewhere, read-only here</translation>
        </message>
        <message>
            <source>New model</source>
            <translation>New model</translation>
        </message>
        <message>
            <source>a second deployment of a name shares its requests by weight</source>
            <translation>a second deployment of a name shares its requests by weight</translation>
        </message>
        <message>
            <source>Not saved: %1</source>
            <translation>Not saved: %1</translation>
        </message>
        <message>
            <source>Saved; it holds from the next request on.</source>
            <translation>Saved; it holds from the next request on.</translation>
        </message>
        <message>
            <source>Delete %1?</source>
            <translation>Delete %1?</translation>
        </message>
        <message>
            <source>Requests for %1 will be refused.</source>
            <translation>Requests for %1 will be refused.</translation>
        </message>
        <message>
            <source>These keys name it and lose it: %1.</source>
            <translation>These keys name it and lose it: %1.</translation>
        </message>
        <message>
            <source>Delete %1</source>
            <translation>Delete %1</translation>
        </message>
        <message>
            <source>Not deleted: %1</source>
            <translation>Not deleted: %1</translation>
        </message>
        <message>
            <source>No key names it. The admin API can bring it back.</source>
            <translation>No key names it. The admin API can bring it back.</translation>
        </message>
    </context>
    <context>
        <name>ostiary::OverviewPage</name>
        <message>
            <source>Overview</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>Added latency</source>
            <translation>Added latency</translation>
        </message>
        <message>
            <source>Group cost by</source>
            <translation>Group cost by</translation>
        </message>
        <message>
            <source>by model</source>
            <translation>by model</translation>
        </message>
        <message>
            <source>by key</source>
            <translation>by key</translation>
        </message>
        <message>
            <source>by team</source>
            <translation>by team</translation>
        </message>
        <message>
            <source>by provider</source>
            <translation>by provider</translation>
        </message>
        <message>
            <source>Cost over time</source>
            <translation>Cost over time</translation>
        </message>
        <message>
            <source>Added latency over time</source>
            <translation>Added latency over time</translation>
        </message>
        <message>
            <source>ms, p50 · p95 · p99</source>
            <translation>ms, p50 · p95 · p99</translation>
        </message>
        <message>
            <source>Budgets</source>
            <translation>Budgets</translation>
        </message>
        <message>
            <source>keys, in their current window</source>
            <translation>keys, in their current window</translation>
        </message>
        <message>
            <source>No keys yet. Each key can have a budget that is never passed.</source>
            <translation>No keys yet. Each key can have a budget that is never passed.</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Models</translation>
        </message>
        <message>
            <source>what is offered, and how it is</source>
            <translation>what is offered, and how it is</translation>
        </message>
        <message>
            <source>No models yet. Add one under Models.</source>
            <translation>No models yet. Add one under Models.</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1 h</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 h</translation>
        </message>
        <message>
            <source>7 d</source>
            <translation>7 d</translation>
        </message>
        <message>
            <source>30 d</source>
            <translation>30 d</translation>
        </message>
        <message>
            <source>Show the last %1</source>
            <translation>Show the last %1</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>Spend</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Requests</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Errors</translation>
        </message>
        <message>
            <source>US dollars, each %1</source>
            <translation>US dollars, each %1</translation>
        </message>
        <message>
            <source>not connected; what is shown may be out of date</source>
            <translation>not connected; what is shown may be out of date</translation>
        </message>
        <message>
            <source>%1 a request</source>
            <translation>%1 a request</translation>
        </message>
        <message>
            <source>nothing spent</source>
            <translation>nothing spent</translation>
        </message>
        <message>
            <source>none in this span</source>
            <translation>none in this span</translation>
        </message>
        <message>
            <source>half of them within %1</source>
            <translation>half of them within %1</translation>
        </message>
        <message>
            <source>%1 in · %2 out</source>
            <translation>%1 in · %2 out</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s) failed</source>
            <translation>
                <numerusform>%n request failed</numerusform>
                <numerusform>%n requests failed</numerusform>
            </translation>
        </message>
        <message>
            <source>no answers yet</source>
            <translation>no answers yet</translation>
        </message>
        <message>
            <source>p50 · %1 p99</source>
            <translation>p50 · %1 p99</translation>
        </message>
        <message>
            <source>others</source>
            <translation>others</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
    </context>
    <context>
        <name>ostiary::PlaygroundPage</name>
        <message>
            <source>Playground</source>
            <translation>Playground</translation>
        </message>
        <message>
            <source>System prompt</source>
            <translation>System prompt</translation>
        </message>
        <message>
            <source>How the model should behave (may stay empty)</source>
            <translation>How the model should behave (may stay empty)</translation>
        </message>
        <message>
            <source>Your message</source>
            <translation>Your message</translation>
        </message>
        <message>
            <source>Ask something; Ctrl-Enter sends it</source>
            <translation>Ask something; Ctrl-Enter sends it</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Compare</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Send</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Second model</source>
            <translation>Second model</translation>
        </message>
        <message>
            <source>with a key of its own and a budget of $1</source>
            <translation>with a key of its own and a budget of $1</translation>
        </message>
        <message>
            <source>Copy as curl</source>
            <translation>Copy as curl</translation>
        </message>
        <message>
            <source>Most tokens of the answer</source>
            <translation>Most tokens of the answer</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Temperature</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Answer</translation>
        </message>
        <message>
            <source>The answer appears here as it comes.</source>
            <translation>The answer appears here as it comes.</translation>
        </message>
        <message>
            <source>Playground %1</source>
            <translation>Playground %1</translation>
        </message>
        <message>
            <source>No key could be made: %1</source>
            <translation>No key could be made: %1</translation>
        </message>
        <message>
            <source>Asking %1…</source>
            <translation>Asking %1…</translation>
        </message>
        <message>
            <source>Stopped; what had come so far is paid for.</source>
            <translation>Stopped; what had come so far is paid for.</translation>
        </message>
        <message>
            <source>%1 tokens</source>
            <translation>%1 tokens</translation>
        </message>
        <message>
            <source>first token after %1</source>
            <translation>first token after %1</translation>
        </message>
        <message>
            <source>%1 tokens/s</source>
            <translation>%1 tokens/s</translation>
        </message>
    </context>
    <context>
        <name>ostiary::RequestsPage</name>
        <message>
            <source>authenticate</source>
            <translation>authenticate</translation>
        </message>
        <message>
            <source>parse</source>
            <translation>parse</translation>
        </message>
        <message>
            <source>rights</source>
            <translation>rights</translation>
        </message>
        <message>
            <source>budget hold</source>
            <translation>budget hold</translation>
        </message>
        <message>
            <source>rate limit</source>
            <translation>rate limit</translation>
        </message>
        <message>
            <source>route</source>
            <translation>route</translation>
        </message>
        <message>
            <source>adapt and send</source>
            <translation>adapt and send</translation>
        </message>
        <message>
            <source>provider</source>
            <translation>provider</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>stream</translation>
        </message>
        <message>
            <source>settle, record</source>
            <translation>settle, record</translation>
        </message>
        <message>
            <source>'since' takes a span such as 15m, 1h or 7d</source>
            <translation>'since' takes a span such as 15m, 1h or 7d</translation>
        </message>
        <message>
            <source>'%1' is no field; there are model, team, user, key, deployment, status, error, since and is:failed</source>
            <translation>'%1' is no field; there are model, team, user, key, deployment, status, error, since and is:failed</translation>
        </message>
        <message>
            <source>Write field:value, for example model:sim status:429 since:1h</source>
            <translation>Write field:value, for example model:sim status:429 since:1h</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Requests</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>New requests appear by themselves; pause to read on in peace</source>
            <translation>New requests appear by themselves; pause to read on in peace</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>model:… status:429 since:1h is:failed</source>
            <translation>model:… status:429 since:1h is:failed</translation>
        </message>
        <message>
            <source>Filter requests</source>
            <translation>Filter requests</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>No requests here. Every request through the gateway appears the moment it ends, with its cost and where its time went.</source>
            <translation>No requests here. Every request through the gateway appears the moment it ends, with its cost and where its time went.</translation>
        </message>
        <message>
            <source>Copy id</source>
            <translation>Copy id</translation>
        </message>
        <message>
            <source>%1 for %2</source>
            <translation>%1 for %2</translation>
        </message>
        <message>
            <source>Route: %1.</source>
            <translation>Route: %1.</translation>
        </message>
        <message>
            <source>Try %1: %2 / %3 answered %4, %5 tokens, %6.</source>
            <translation>Try %1: %2 / %3 answered %4, %5 tokens, %6.</translation>
        </message>
        <message>
            <source>Export the requests shown</source>
            <translation>Export the requests shown</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV files (*.csv)</translation>
        </message>
        <message>
            <source>%1 could not be written: %2</source>
            <translation>%1 could not be written: %2</translation>
        </message>
        <message>
            <source>Refused after %1, before any provider was asked: %2.</source>
            <translation>Refused after %1, before any provider was asked: %2.</translation>
        </message>
    </context>
    <context>
        <name>ostiary::SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colours</translation>
        </message>
        <message>
            <source>as the desktop</source>
            <translation>as the desktop</translation>
        </message>
        <message>
            <source>light</source>
            <translation>light</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>dark</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>as the system</source>
            <translation>as the system</translation>
        </message>
        <message>
            <source>holds from the next start on</source>
            <translation>holds from the next start on</translation>
        </message>
        <message>
            <source>Gateway</source>
            <translation>Gateway</translation>
        </message>
        <message>
            <source>Embedded in this application, version %1</source>
            <translation>Embedded in this application, version %1</translation>
        </message>
        <message>
            <source>%1, version %2</source>
            <translation>%1, version %2</translation>
        </message>
        <message>
            <source>Models are called at %1/v1</source>
            <translation>Models are called at %1/v1</translation>
        </message>
        <message numerus="yes">
            <source>%n engine thread(s)</source>
            <translation>
                <numerusform>%n engine thread</numerusform>
                <numerusform>%n engine threads</numerusform>
            </translation>
        </message>
        <message>
            <source>Runs since %1</source>
            <translation>Runs since %1</translation>
        </message>
    </context>
    <context>
        <name>ostiary::Table</name>
        <message>
            <source>This list could not be read: %1</source>
            <translation>This list could not be read: %1</translation>
        </message>
    </context>
    <context>
        <name>ostiary::Waterfall</name>
        <message>
            <source>Stages of the request</source>
            <translation>Stages of the request</translation>
        </message>
    </context>
</TS>
