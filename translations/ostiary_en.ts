<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Chart</name>
    <message>
        <source>Nothing in this span yet</source>
        <translation>Nothing in this span yet</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Not known</translation>
    </message>
</context>
<context>
    <name>CodeWords</name>
    <message>
        <source>bad request</source>
        <translation>bad request</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>no key</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>unknown key</translation>
    </message>
    <message>
        <source>key expired</source>
        <translation>key expired</translation>
    </message>
    <message>
        <source>key blocked</source>
        <translation>key blocked</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>not allowed</translation>
    </message>
    <message>
        <source>model not allowed</source>
        <translation>model not allowed</translation>
    </message>
    <message>
        <source>unknown model</source>
        <translation>unknown model</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>method not allowed</source>
        <translation>method not allowed</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>conflict</translation>
    </message>
    <message>
        <source>client too slow</source>
        <translation>client too slow</translation>
    </message>
    <message>
        <source>request too large</source>
        <translation>request too large</translation>
    </message>
    <message>
        <source>address too long</source>
        <translation>address too long</translation>
    </message>
    <message>
        <source>headers too large</source>
        <translation>headers too large</translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>not JSON</translation>
    </message>
    <message>
        <source>expectation failed</source>
        <translation>expectation failed</translation>
    </message>
    <message>
        <source>budget exceeded</source>
        <translation>budget exceeded</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>no price</translation>
    </message>
    <message>
        <source>all resting</source>
        <translation>all resting</translation>
    </message>
    <message>
        <source>provider refused</source>
        <translation>provider refused</translation>
    </message>
    <message>
        <source>provider failed</source>
        <translation>provider failed</translation>
    </message>
    <message>
        <source>provider too slow</source>
        <translation>provider too slow</translation>
    </message>
    <message>
        <source>gateway full</source>
        <translation>gateway full</translation>
    </message>
    <message>
        <source>gateway ending</source>
        <translation>gateway ending</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>internal error</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>not supported</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>HTTP version</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrupted</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Settled as the provider counted</source>
        <translation>Settled as the provider counted</translation>
    </message>
    <message>
        <source>Estimated: the provider told no usage</source>
        <translation>Estimated: the provider told no usage</translation>
    </message>
    <message>
        <source>Ambiguous: the provider may have billed it</source>
        <translation>Ambiguous: the provider may have billed it</translation>
    </message>
    <message>
        <source>Interrupted by the end of the gateway</source>
        <translation>Interrupted by the end of the gateway</translation>
    </message>
    <message>
        <source>the only deployment of this model</source>
        <translation>the only deployment of this model</translation>
    </message>
    <message>
        <source>by weight %1 of %2; %3 of %4 deployments are in service</source>
        <translation>by weight %1 of %2; %3 of %4 deployments are in service</translation>
    </message>
    <message>
        <source>all %1 deployments rest or are full; the first one to recover</source>
        <translation>all %1 deployments rest or are full; the first one to recover</translation>
    </message>
    <message>
        <source>%1; try %2 after “%3”</source>
        <translation>%1; try %2 after “%3”</translation>
    </message>
    <message>
        <source>An address and a port, for example 127.0.0.1:4000</source>
        <translation>An address and a port, for example 127.0.0.1:4000</translation>
    </message>
    <message>
        <source>A plain address without blanks and without a user name; a key goes into its own field</source>
        <translation>A plain address without blanks and without a user name; a key goes into its own field</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://</source>
        <translation>The address must begin with http:// or https://</translation>
    </message>
    <message>
        <source>This provider has no address of its own; enter one</source>
        <translation>This provider has no address of its own; enter one</translation>
    </message>
    <message>
        <source>This needs the administrator&apos;s key</source>
        <translation>This needs the administrator&apos;s key</translation>
    </message>
    <message>
        <source>An amount that is not negative</source>
        <translation>An amount that is not negative</translation>
    </message>
    <message>
        <source>The certificate cannot be used: {why}</source>
        <translation>The certificate cannot be used: {why}</translation>
    </message>
    <message>
        <source>There is no credential called “{credential}” in the file</source>
        <translation>There is no credential called “{credential}” in the file</translation>
    </message>
    <message>
        <source>Revision {revision} changed the same object later; take that back first</source>
        <translation>Revision {revision} changed the same object later; take that back first</translation>
    </message>
    <message>
        <source>A number with s, m, h or d, for example 30d</source>
        <translation>A number with s, m, h or d, for example 30d</translation>
    </message>
    <message>
        <source>The entry has no usable “{field}”</source>
        <translation>The entry has no usable “{field}”</translation>
    </message>
    <message>
        <source>“{field}” pauses it</source>
        <translation>“{field}” pauses it</translation>
    </message>
    <message>
        <source>“{field}” is no known setting; was “{meant}” meant?</source>
        <translation>“{field}” is no known setting; was “{meant}” meant?</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Yes or no</translation>
    </message>
    <message>
        <source>The gateway is shutting down</source>
        <translation>The gateway is shutting down</translation>
    </message>
    <message>
        <source>An extra header has a name or a value that is none</source>
        <translation>An extra header has a name or a value that is none</translation>
    </message>
    <message>
        <source>Another key has the name “{alias}”</source>
        <translation>Another key has the name “{alias}”</translation>
    </message>
    <message>
        <source>A key has no blanks or line breaks; was a line too much copied?</source>
        <translation>A key has no blanks or line breaks; was a line too much copied?</translation>
    </message>
    <message>
        <source>The stored key is not sent to another host: enter the key for this address</source>
        <translation>The stored key is not sent to another host: enter the key for this address</translation>
    </message>
    <message>
        <source>This key exists already</source>
        <translation>This key exists already</translation>
    </message>
    <message>
        <source>The provider key cannot be unsealed; enter it again</source>
        <translation>The provider key cannot be unsealed; enter it again</translation>
    </message>
    <message>
        <source>The ledger could not be read; the gateway&apos;s log says why. Nothing was changed</source>
        <translation>The ledger could not be read; the gateway&apos;s log says why. Nothing was changed</translation>
    </message>
    <message>
        <source>A list of names</source>
        <translation>A list of names</translation>
    </message>
    <message>
        <source>Names with values, as name: value</source>
        <translation>Names with values, as name: value</translation>
    </message>
    <message>
        <source>Its limit of requests or tokens is 0</source>
        <translation>Its limit of requests or tokens is 0</translation>
    </message>
    <message>
        <source>There is no such deployment any more</source>
        <translation>There is no such deployment any more</translation>
    </message>
    <message>
        <source>There is no such key any more</source>
        <translation>There is no such key any more</translation>
    </message>
    <message>
        <source>There is no such model any more</source>
        <translation>There is no such model any more</translation>
    </message>
    <message>
        <source>There is no such provider any more</source>
        <translation>There is no such provider any more</translation>
    </message>
    <message>
        <source>There is no such request; the newest appear within a moment</source>
        <translation>There is no such request; the newest appear within a moment</translation>
    </message>
    <message>
        <source>There is no such revision</source>
        <translation>There is no such revision</translation>
    </message>
    <message>
        <source>There is no such user any more</source>
        <translation>There is no such user any more</translation>
    </message>
    <message>
        <source>An object of JSON</source>
        <translation>An object of JSON</translation>
    </message>
    <message>
        <source>It is for other environments: {variable} of the gateway is none of “{field}”</source>
        <translation>It is for other environments: {variable} of the gateway is none of “{field}”</translation>
    </message>
    <message>
        <source>A key of your own must begin with sk- and have at least 16 characters</source>
        <translation>A key of your own must begin with sk- and have at least 16 characters</translation>
    </message>
    <message>
        <source>A price in dollars for a million tokens</source>
        <translation>A price in dollars for a million tokens</translation>
    </message>
    <message>
        <source>{address} answered HTTP {status}. {said}</source>
        <translation>{address} answered HTTP {status}. {said}</translation>
    </message>
    <message>
        <source>{address} broke the answer off. {said}</source>
        <translation>{address} broke the answer off. {said}</translation>
    </message>
    <message>
        <source>{address} answered with something that is no list of models; is the address complete, with /v1?</source>
        <translation>{address} answered with something that is no list of models; is the address complete, with /v1?</translation>
    </message>
    <message>
        <source>Models are called through it: {models}. Delete them first, or give them another provider</source>
        <translation>Models are called through it: {models}. Delete them first, or give them another provider</translation>
    </message>
    <message>
        <source>{address} is not reached. {said}</source>
        <translation>{address} is not reached. {said}</translation>
    </message>
    <message>
        <source>The provider refused the key (HTTP {status}). {said}</source>
        <translation>The provider refused the key (HTTP {status}). {said}</translation>
    </message>
    <message>
        <source>{address} did not answer in time</source>
        <translation>{address} did not answer in time</translation>
    </message>
    <message>
        <source>Several providers have a model called {model}; write which one: {candidates}</source>
        <translation>Several providers have a model called {model}; write which one: {candidates}</translation>
    </message>
    <message>
        <source>{provider} is not spoken yet; where it has an address that speaks OpenAI&apos;s dialect, enter that as an OpenAI-compatible server</source>
        <translation>{provider} is not spoken yet; where it has an address that speaks OpenAI&apos;s dialect, enter that as an OpenAI-compatible server</translation>
    </message>
    <message>
        <source>No provider is known for {model}; write PROVIDER/{model}</source>
        <translation>No provider is known for {model}; write PROVIDER/{model}</translation>
    </message>
    <message>
        <source>This provider is not known</source>
        <translation>This provider is not known</translation>
    </message>
    <message>
        <source>The store could not be written; nothing was changed. Is the disk full?</source>
        <translation>The store could not be written; nothing was changed. Is the disk full?</translation>
    </message>
    <message>
        <source>The gateway does not know the field “{field}”; is it of another version?</source>
        <translation>The gateway does not know the field “{field}”; is it of another version?</translation>
    </message>
    <message>
        <source>What the provider calls the model is missing</source>
        <translation>What the provider calls the model is missing</translation>
    </message>
    <message>
        <source>An import reads “{field}” from no variable; write the value itself</source>
        <translation>An import reads “{field}” from no variable; write the value itself</translation>
    </message>
    <message>
        <source>A whole number from {least} to {most}</source>
        <translation>A whole number from {least} to {most}</translation>
    </message>
    <message>
        <source>This is managed by the {by} and can only be changed or removed there</source>
        <translation>This is managed by the {by} and can only be changed or removed there</translation>
    </message>
    <message>
        <source>This is set by the {by} and can only be changed there</source>
        <translation>This is set by the {by} and can only be changed there</translation>
    </message>
    <message>
        <source>A single value</source>
        <translation>A single value</translation>
    </message>
    <message>
        <source>“{field}” cannot be kept to here, and without it other requests would be answered than was meant</source>
        <translation>“{field}” cannot be kept to here, and without it other requests would be answered than was meant</translation>
    </message>
    <message>
        <source>A text of at most {most} bytes</source>
        <translation>A text of at most {most} bytes</translation>
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
        <source>command line</source>
        <translation>command line</translation>
    </message>
    <message>
        <source>program itself</source>
        <translation>program itself</translation>
    </message>
    <message>
        <source>There are too many requests to sort; choose fewer, for example with since:1d</source>
        <translation>There are too many requests to sort; choose fewer, for example with since:1d</translation>
    </message>
    <message>
        <source>This cannot be taken back: it changed nothing that can be as it was</source>
        <translation>This cannot be taken back: it changed nothing that can be as it was</translation>
    </message>
    <message>
        <source>The store could not be read; the gateway&apos;s log says why. Nothing was changed</source>
        <translation>The store could not be read; the gateway&apos;s log says why. Nothing was changed</translation>
    </message>
    <message>
        <source>A text</source>
        <translation>A text</translation>
    </message>
    <message>
        <source>“{field}” limits what a key may do, and this gateway does not keep that limit; leave it out</source>
        <translation>“{field}” limits what a key may do, and this gateway does not keep that limit; leave it out</translation>
    </message>
    <message>
        <source>“{field}” stands twice in what was sent</source>
        <translation>“{field}” stands twice in what was sent</translation>
    </message>
    <message>
        <source>A list of at most {most} entries</source>
        <translation>A list of at most {most} entries</translation>
    </message>
    <message>
        <source>Someone else changed this meanwhile (revision {revision}); look at it again before you save</source>
        <translation>Someone else changed this meanwhile (revision {revision}); look at it again before you save</translation>
    </message>
    <message>
        <source>The environment variable {variable} is not set where the gateway runs</source>
        <translation>The environment variable {variable} is not set where the gateway runs</translation>
    </message>
    <message>
        <source>{variable} is no variable in which a provider’s key is kept</source>
        <translation>{variable} is no variable in which a provider’s key is kept</translation>
    </message>
    <message>
        <source>The models of a team need a team</source>
        <translation>The models of a team need a team</translation>
    </message>
    <message>
        <source>“{route}” is neither a path nor a known group of routes</source>
        <translation>“{route}” is neither a path nor a known group of routes</translation>
    </message>
    <message>
        <source>Too many wrong admin keys came from this address; try again in {seconds} s</source>
        <translation>Too many wrong admin keys came from this address; try again in {seconds} s</translation>
    </message>
    <message>
        <source>The admin key is not taken in the clear from another machine; use TLS</source>
        <translation>The admin key is not taken in the clear from another machine; use TLS</translation>
    </message>
    <message>
        <source>changed meanwhile</source>
        <translation>changed meanwhile</translation>
    </message>
    <message>
        <source>A name has no line breaks, control characters, marks of direction or blanks at its ends</source>
        <translation>A name has no line breaks, control characters, marks of direction or blanks at its ends</translation>
    </message>
    <message>
        <source>own limit</source>
        <translation>own limit</translation>
    </message>
    <message>
        <source>provider’s limit</source>
        <translation>provider’s limit</translation>
    </message>
    <message>
        <source>the gateway is not reached</source>
        <translation>the gateway is not reached</translation>
    </message>
    <message>
        <source>the gateway does not take the admin key</source>
        <translation>the gateway does not take the admin key</translation>
    </message>
    <message>
        <source>The gateway does not take the key: it is blocked</source>
        <translation>The gateway does not take the key: it is blocked</translation>
    </message>
    <message>
        <source>The gateway does not take the key: it has expired</source>
        <translation>The gateway does not take the key: it has expired</translation>
    </message>
    <message>
        <source>The gateway does not take the key</source>
        <translation>The gateway does not take the key</translation>
    </message>
    <message>
        <source>The gateway is making too many lists at once; try again in a moment</source>
        <translation>The gateway is making too many lists at once; try again in a moment</translation>
    </message>
</context>
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
        <source>Resting, %1</source>
        <translation>Resting, %1</translation>
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
    <message>
        <source>Disabled</source>
        <translation>Disabled</translation>
    </message>
    <message numerus="yes">
        <source>%n resting</source>
        <translation>
            <numerusform>%n resting</numerusform>
            <numerusform>%n resting</numerusform>
        </translation>
    </message>
    <message>
        <source>its models</source>
        <translation>its models</translation>
    </message>
    <message>
        <source>list of %1</source>
        <translation>list of %1</translation>
    </message>
    <message>
        <source>set here</source>
        <translation>set here</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>self-hosted</source>
        <translation>self-hosted</translation>
    </message>
    <message>
        <source>simulator</source>
        <translation>simulator</translation>
    </message>
    <message>
        <source>Price: %1</source>
        <translation>Price: %1</translation>
    </message>
    <message>
        <source>Without a price it is refused under a budget</source>
        <translation>Without a price it is refused under a budget</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>Simulator</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI-compatible server</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>First token</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Request id</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>Last 24 h</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) in the last 24 hours</source>
        <translation>
            <numerusform>%n request in the last 24 hours</numerusform>
            <numerusform>%n requests in the last 24 hours</numerusform>
        </translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>set</source>
        <translation>set</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Last used</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Idle</translation>
    </message>
    <message>
        <source>No call since the gateway&apos;s start</source>
        <translation>No call since the gateway&apos;s start</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Failing</translation>
    </message>
    <message>
        <source>Failing, %1 of %2</source>
        <translation>Failing, %1 of %2</translation>
    </message>
    <message>
        <source>counted as %1</source>
        <translation>counted as %1</translation>
    </message>
    <message>
        <source>%1, within the user&apos;s</source>
        <translation>%1, within the user&apos;s</translation>
    </message>
    <message>
        <source>The user may call: %1</source>
        <translation>The user may call: %1</translation>
    </message>
    <message>
        <source>Spent (%1)</source>
        <translation>Spent (%1)</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>A whole number, for example 60</source>
        <translation>A whole number, for example 60</translation>
    </message>
    <message>
        <source>This is needed</source>
        <translation>This is needed</translation>
    </message>
    <message>
        <source>A span, for example 30 days, 12 hours or 1 month</source>
        <translation>A span, for example 30 days, 12 hours or 1 month</translation>
    </message>
    <message>
        <source>An amount in dollars, for example 25 or %1</source>
        <translation>An amount in dollars, for example 25 or %1</translation>
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
    <message>
        <source>&lt; %1 ms</source>
        <translation>&lt; %1 ms</translation>
    </message>
</context>
<context>
    <name>PageParts</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Written to %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>%1 could not be written: %2. Choose another folder.</translation>
    </message>
    <message>
        <source>%1 is as it was before.</source>
        <translation>%1 is as it was before.</translation>
    </message>
    <message>
        <source>The change of %1 could not be undone: %2</source>
        <translation>The change of %1 could not be undone: %2</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blocked</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>%1 spent</translation>
    </message>
    <message>
        <source>at once; can be undone</source>
        <translation>at once; can be undone</translation>
    </message>
    <message>
        <source>asks first</source>
        <translation>asks first</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Models</translation>
    </message>
    <message numerus="yes">
        <source>%n deployment(s)</source>
        <translation>
            <numerusform>%n deployment</numerusform>
            <numerusform>%n deployments</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 at %2</translation>
    </message>
    <message>
        <source>curl, to the clipboard</source>
        <translation>curl, to the clipboard</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Providers</translation>
    </message>
    <message>
        <source>asks for its models</source>
        <translation>asks for its models</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>opens an empty form</source>
        <translation>opens an empty form</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>New key</translation>
    </message>
    <message>
        <source>add make create</source>
        <translation>add make create</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>New model</translation>
    </message>
    <message>
        <source>New provider</source>
        <translation>New provider</translation>
    </message>
    <message>
        <source>Import a configuration…</source>
        <translation>Import a configuration…</translation>
    </message>
    <message>
        <source>shows what would change first</source>
        <translation>shows what would change first</translation>
    </message>
    <message>
        <source>Export the configuration…</source>
        <translation>Export the configuration…</translation>
    </message>
    <message>
        <source>writes a file</source>
        <translation>writes a file</translation>
    </message>
    <message>
        <source>Failed requests</source>
        <translation>Failed requests</translation>
    </message>
    <message>
        <source>Export the requests…</source>
        <translation>Export the requests…</translation>
    </message>
    <message>
        <source>as CSV</source>
        <translation>as CSV</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Light colours</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dark colours</translation>
    </message>
    <message>
        <source>Colours as the desktop</source>
        <translation>Colours as the desktop</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>Unblock %1</translation>
    </message>
    <message>
        <source>Rotate %1…</source>
        <translation>Rotate %1…</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Edit %1</translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation>Delete %1…</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>Test %1</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Disable %1</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>Enable %1</translation>
    </message>
    <message>
        <source>Copy snippet for %1</source>
        <translation>Copy snippet for %1</translation>
    </message>
    <message>
        <source>sends a real request for one token</source>
        <translation>sends a real request for one token</translation>
    </message>
    <message>
        <source>asks first where somebody loses it</source>
        <translation>asks first where somebody loses it</translation>
    </message>
    <message>
        <source>from the next request on</source>
        <translation>from the next request on</translation>
    </message>
    <message>
        <source>opens the form</source>
        <translation>opens the form</translation>
    </message>
    <message>
        <source>The command is in the clipboard; it reads the key from OPENAI_API_KEY.</source>
        <translation>The command is in the clipboard; it reads the key from OPENAI_API_KEY.</translation>
    </message>
</context>
<context>
    <name>RequestFilter</name>
    <message>
        <source>&apos;%1&apos; is a name: it can be %1:value or %1:!=value</source>
        <translation>&apos;%1&apos; is a name: it can be %1:value or %1:!=value</translation>
    </message>
    <message>
        <source>&apos;cost&apos; takes dollars, for example cost:&gt;0.01</source>
        <translation>&apos;cost&apos; takes dollars, for example cost:&gt;0.01</translation>
    </message>
    <message>
        <source>&apos;took&apos; takes a time, for example took:&gt;2s or took:&lt;250ms</source>
        <translation>&apos;took&apos; takes a time, for example took:&gt;2s or took:&lt;250ms</translation>
    </message>
    <message>
        <source>&apos;%1&apos; takes a number, for example %1:&gt;=400</source>
        <translation>&apos;%1&apos; takes a number, for example %1:&gt;=400</translation>
    </message>
    <message>
        <source>Write field:value, for example model:sim status:429 since:1h</source>
        <translation>Write field:value, for example model:sim status:429 since:1h</translation>
    </message>
    <message>
        <source>&apos;%1&apos; takes a span such as 15m, 1h or 7d, or a time such as 2026-11-26T14:30</source>
        <translation>&apos;%1&apos; takes a span such as 15m, 1h or 7d, or a time such as 2026-11-26T14:30</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no field; there are %2, since, until and is:failed. In quotes it is searched for.</source>
        <translation>&apos;%1&apos; is no field; there are %2, since, until and is:failed. In quotes it is searched for.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no error code; there are %2</source>
        <translation>&apos;%1&apos; is no error code; there are %2</translation>
    </message>
    <message>
        <source>A quotation mark is not closed</source>
        <translation>A quotation mark is not closed</translation>
    </message>
</context>
<context>
    <name>WhyWords</name>
    <message>
        <source>the team %1</source>
        <translation>the team %1</translation>
    </message>
    <message>
        <source>the user %1</source>
        <translation>the user %1</translation>
    </message>
    <message>
        <source>the key %1</source>
        <translation>the key %1</translation>
    </message>
    <message>
        <source>the organisation</source>
        <translation>the organisation</translation>
    </message>
    <message>
        <source>The key’s own limit of %1 tokens a minute was reached.</source>
        <translation>The key’s own limit of %1 tokens a minute was reached.</translation>
    </message>
    <message>
        <source>The deployment’s limit of %1 tokens a minute was reached.</source>
        <translation>The deployment’s limit of %1 tokens a minute was reached.</translation>
    </message>
    <message>
        <source>The key’s own limit of %1 requests at once was reached.</source>
        <translation>The key’s own limit of %1 requests at once was reached.</translation>
    </message>
    <message>
        <source>The deployment’s limit of %1 requests at once was reached.</source>
        <translation>The deployment’s limit of %1 requests at once was reached.</translation>
    </message>
    <message>
        <source>The key’s own limit of %1 requests a minute was reached.</source>
        <translation>The key’s own limit of %1 requests a minute was reached.</translation>
    </message>
    <message>
        <source>The deployment’s limit of %1 requests a minute was reached.</source>
        <translation>The deployment’s limit of %1 requests a minute was reached.</translation>
    </message>
    <message>
        <source>The provider’s limit was reached.</source>
        <translation>The provider’s limit was reached.</translation>
    </message>
    <message>
        <source>There was room again from %1.</source>
        <translation>There was room again from %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n more request(s) of the same minute were refused alike and have no row.</source>
        <translation>
            <numerusform>%n more request of the same minute was refused alike and has no row.</numerusform>
            <numerusform>%n more requests of the same minute were refused alike and have no row.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client left after %1.</source>
        <translation>The client left after %1.</translation>
    </message>
    <message>
        <source>Refused after %1, before any provider was asked: %2.</source>
        <translation>Refused after %1, before any provider was asked: %2.</translation>
    </message>
    <message>
        <source>Failed after %1: %2.</source>
        <translation>Failed after %1: %2.</translation>
    </message>
    <message>
        <source>The budget of %1 could not carry it.</source>
        <translation>The budget of %1 could not carry it.</translation>
    </message>
    <message>
        <source>first token after %1</source>
        <translation>first token after %1</translation>
    </message>
    <message>
        <source>streamed</source>
        <translation>streamed</translation>
    </message>
    <message>
        <source>in one piece</source>
        <translation>in one piece</translation>
    </message>
    <message>
        <source>The gateway’s address for clients is not reached: %1</source>
        <translation>The gateway’s address for clients is not reached: %1</translation>
    </message>
    <message>
        <source>The gateway does not take the key.</source>
        <translation>The gateway does not take the key.</translation>
    </message>
    <message>
        <source>The answer was broken off.</source>
        <translation>The answer was broken off.</translation>
    </message>
    <message>
        <source>The request was refused with HTTP %1.</source>
        <translation>The request was refused with HTTP %1.</translation>
    </message>
    <message>
        <source>%1 In the gateway’s words: “%2”</source>
        <translation>%1 In the gateway’s words: “%2”</translation>
    </message>
</context>
<context>
    <name>ostiary::AlertWatcher</name>
    <message>
        <source>The ledger cannot be written</source>
        <translation>The ledger cannot be written</translation>
    </message>
    <message>
        <source>Requests are refused until it can be. Is the disk full?</source>
        <translation>Requests are refused until it can be. Is the disk full?</translation>
    </message>
    <message>
        <source>The gateway is not reached</source>
        <translation>The gateway is not reached</translation>
    </message>
    <message>
        <source>%1 is tried again and again; what is shown may be out of date.</source>
        <translation>%1 is tried again and again; what is shown may be out of date.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 are spent.</source>
        <translation>%1: %2 of %3 are spent.</translation>
    </message>
    <message>
        <source>A budget is spent</source>
        <translation>A budget is spent</translation>
    </message>
    <message>
        <source>A budget is nearly spent</source>
        <translation>A budget is nearly spent</translation>
    </message>
    <message>
        <source>A model does not answer</source>
        <translation>A model does not answer</translation>
    </message>
    <message>
        <source>All places where %1 is called have failed and rest for a moment.</source>
        <translation>All places where %1 is called have failed and rest for a moment.</translation>
    </message>
</context>
<context>
    <name>ostiary::BusyBar</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progress</translation>
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
        <source>A key, model, provider, request, page or action</source>
        <translation>A key, model, provider, request, page or action</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Type a name</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>What fits</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter opens or does it · Esc closes</source>
        <translation>↑ ↓ choose · Enter opens or does it · Esc closes</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Looking…</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ostiary::ConsoleKey</name>
    <message>
        <source>Console on %1</source>
        <translation>Console on %1</translation>
    </message>
</context>
<context>
    <name>ostiary::CsvExport</name>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV files (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>Writing %1…</translation>
    </message>
    <message>
        <source>Writing %1… %2 rows so far</source>
        <translation>Writing %1… %2 rows so far</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are in %1</source>
        <translation>
            <numerusform>%n row is in %1</numerusform>
            <numerusform>%n rows are in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not written: %2. A file of this name is as it was before.</source>
        <translation>%1 was not written: %2. A file of this name is as it was before.</translation>
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
        <source>This gateway&apos;s certificate is not known to the system. Compare its fingerprint before you trust it.</source>
        <translation>This gateway&apos;s certificate is not known to the system. Compare its fingerprint before you trust it.</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>Trust this certificate?</translation>
    </message>
    <message>
        <source>The key could not be kept in %1; it is asked for again next time.</source>
        <translation>The key could not be kept in %1; it is asked for again next time.</translation>
    </message>
    <message>
        <source>The key is not remembered</source>
        <translation>The key is not remembered</translation>
    </message>
    <message>
        <source>Trust it</source>
        <translation>Trust it</translation>
    </message>
    <message>
        <source>The keychain did not take the key; it is asked for again next time.</source>
        <translation>The keychain did not take the key; it is asked for again next time.</translation>
    </message>
</context>
<context>
    <name>ostiary::DiscoverPanel</name>
    <message>
        <source>Find a model…</source>
        <translation>Find a model…</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Find a model</translation>
    </message>
    <message>
        <source>Models of the provider</source>
        <translation>Models of the provider</translation>
    </message>
    <message>
        <source>At the provider</source>
        <translation>At the provider</translation>
    </message>
    <message>
        <source>Name that clients use</source>
        <translation>Name that clients use</translation>
    </message>
    <message>
        <source>$ / M in, out</source>
        <translation>$ / M in, out</translation>
    </message>
    <message>
        <source>Add models</source>
        <translation>Add models</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>no price</translation>
    </message>
    <message>
        <source>offered as %1</source>
        <translation>offered as %1</translation>
    </message>
    <message>
        <source>needs a name</source>
        <translation>needs a name</translation>
    </message>
    <message>
        <source>the name is taken: it will share its requests</source>
        <translation>the name is taken: it will share its requests</translation>
    </message>
    <message numerus="yes">
        <source>Add %n model(s)</source>
        <translation>
            <numerusform>Add %n model</numerusform>
            <numerusform>Add %n models</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not added: %2</source>
        <translation>%1 was not added: %2</translation>
    </message>
    <message>
        <source>Write %1 to set a price of your own</source>
        <translation>Write %1 to set a price of your own</translation>
    </message>
    <message>
        <source>a price is written as %1</source>
        <translation>a price is written as %1</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Set price</source>
        <translation>Set price</translation>
    </message>
    <message>
        <source>One price for all that is ticked: %1</source>
        <translation>One price for all that is ticked: %1</translation>
    </message>
    <message>
        <source>Price of all that is ticked</source>
        <translation>Price of all that is ticked</translation>
    </message>
</context>
<context>
    <name>ostiary::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>four steps to your first request</source>
        <translation>four steps to your first request</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Ctrl-K, then “Welcome”, brings this page back</source>
        <translation>Ctrl-K, then “Welcome”, brings this page back</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>Which models shall go through this door?</source>
        <translation>Which models shall go through this door?</translation>
    </message>
    <message>
        <source>Paste the key of a provider. It is kept sealed on this machine and never shown again.</source>
        <translation>Paste the key of a provider. It is kept sealed on this machine and never shown again.</translation>
    </message>
    <message>
        <source>Key of OpenAI, Anthropic, Mistral, OpenRouter…</source>
        <translation>Key of OpenAI, Anthropic, Mistral, OpenRouter…</translation>
    </message>
    <message>
        <source>Key of a provider</source>
        <translation>Key of a provider</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>whose key it is</source>
        <translation>whose key it is</translation>
    </message>
    <message>
        <source>Test it and go on</source>
        <translation>Test it and go on</translation>
    </message>
    <message>
        <source>Or use a model server on this machine</source>
        <translation>Or use a model server on this machine</translation>
    </message>
    <message>
        <source>Looking for Ollama, vLLM, llama.cpp and LM Studio…</source>
        <translation>Looking for Ollama, vLLM, llama.cpp and LM Studio…</translation>
    </message>
    <message>
        <source>Or just try it</source>
        <translation>Or just try it</translation>
    </message>
    <message>
        <source>The built-in simulator answers like a model and costs nothing but numbers on a screen.</source>
        <translation>The built-in simulator answers like a model and costs nothing but numbers on a screen.</translation>
    </message>
    <message>
        <source>Use the simulator</source>
        <translation>Use the simulator</translation>
    </message>
    <message>
        <source>Which of its models do you want to offer?</source>
        <translation>Which of its models do you want to offer?</translation>
    </message>
    <message>
        <source>Prices are those of the price list; you can change them later. The name is what clients will call.</source>
        <translation>Prices are those of the price list; you can change them later. The name is what clients will call.</translation>
    </message>
    <message>
        <source>Offer them and go on</source>
        <translation>Offer them and go on</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Who gets the first key?</source>
        <translation>Who gets the first key?</translation>
    </message>
    <message>
        <source>A person, a team or a program. Its budget is hard: the request that would pass it is refused.</source>
        <translation>A person, a team or a program. Its budget is hard: the request that would pass it is refused.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Team (may stay empty)</source>
        <translation>Team (may stay empty)</translation>
    </message>
    <message>
        <source>Budget (empty: unlimited)</source>
        <translation>Budget (empty: unlimited)</translation>
    </message>
    <message>
        <source>The budget starts anew</source>
        <translation>The budget starts anew</translation>
    </message>
    <message>
        <source>every 30 days</source>
        <translation>every 30 days</translation>
    </message>
    <message>
        <source>every 7 days</source>
        <translation>every 7 days</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>every day</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Make the key</translation>
    </message>
    <message>
        <source>The key, shown this once</source>
        <translation>The key, shown this once</translation>
    </message>
    <message>
        <source>The new key</source>
        <translation>The new key</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Copy key</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>The key is in the clipboard.</translation>
    </message>
    <message>
        <source>Snippet for</source>
        <translation>Snippet for</translation>
    </message>
    <message>
        <source>environment variables</source>
        <translation>environment variables</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>Copy snippet</translation>
    </message>
    <message>
        <source>Paste it into a terminal and press Enter.</source>
        <translation>Paste it into a terminal and press Enter.</translation>
    </message>
    <message>
        <source>Send a first request with</source>
        <translation>Send a first request with</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Snippet</translation>
    </message>
    <message>
        <source>Waiting for the first request…</source>
        <translation>Waiting for the first request…</translation>
    </message>
    <message>
        <source>The first request</source>
        <translation>The first request</translation>
    </message>
    <message>
        <source>See where its time went</source>
        <translation>See where its time went</translation>
    </message>
    <message>
        <source>Asking the provider for its models…</source>
        <translation>Asking the provider for its models…</translation>
    </message>
    <message>
        <source>None was found on the usual ports. Under Providers you can add one by its address.</source>
        <translation>None was found on the usual ports. Under Providers you can add one by its address.</translation>
    </message>
    <message numerus="yes">
        <source>%1 with %n model(s)</source>
        <translation>
            <numerusform>%1 with %n model</numerusform>
            <numerusform>%1 with %n models</numerusform>
        </translation>
    </message>
    <message>
        <source>There it is: %1 answered %2 tokens for %3 after %4.</source>
        <translation>There it is: %1 answered %2 tokens for %3 after %4.</translation>
    </message>
    <message>
        <source>A request came, and was answered with %1 %2. Send another; this page goes on waiting.</source>
        <translation>A request came, and was answered with %1 %2. Send another; this page goes on waiting.</translation>
    </message>
    <message>
        <source>Paste the key of a provider. The gateway keeps it sealed and never shows it again.</source>
        <translation>Paste the key of a provider. The gateway keeps it sealed and never shows it again.</translation>
    </message>
    <message>
        <source>Or use a model server on the gateway&apos;s machine</source>
        <translation>Or use a model server on the gateway&apos;s machine</translation>
    </message>
</context>
<context>
    <name>ostiary::Form</name>
    <message>
        <source>US dollars</source>
        <translation>US dollars</translation>
    </message>
    <message>
        <source>30d, 12h, 90m</source>
        <translation>30d, 12h, 90m</translation>
    </message>
    <message>
        <source>Discard the changes?</source>
        <translation>Discard the changes?</translation>
    </message>
    <message>
        <source>What you changed of %1 is not saved yet.</source>
        <translation>What you changed of %1 is not saved yet.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Keep editing</translation>
    </message>
    <message>
        <source>Emptied meanwhile; saving puts yours in its place.</source>
        <translation>Emptied meanwhile; saving puts yours in its place.</translation>
    </message>
    <message>
        <source>Changed meanwhile to %1; saving puts yours in its place.</source>
        <translation>Changed meanwhile to %1; saving puts yours in its place.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>ostiary::FormSaving</name>
    <message>
        <source>%1 is not saved: %2</source>
        <translation>%1 is not saved: %2</translation>
    </message>
    <message>
        <source>%1 is saved; it holds from the next request on.</source>
        <translation>%1 is saved; it holds from the next request on.</translation>
    </message>
</context>
<context>
    <name>ostiary::ImportPanel</name>
    <message>
        <source>Import and export</source>
        <translation>Import and export</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Leave everything as it is</translation>
    </message>
    <message>
        <source>drop a LiteLLM config.yaml anywhere on this window</source>
        <translation>drop a LiteLLM config.yaml anywhere on this window</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>What the import would change</source>
        <translation>What the import would change</translation>
    </message>
    <message>
        <source>Import a LiteLLM configuration</source>
        <translation>Import a LiteLLM configuration</translation>
    </message>
    <message>
        <source>YAML files (*.yaml *.yml)</source>
        <translation>YAML files (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 cannot be read: %2</translation>
    </message>
    <message>
        <source>it has more than 4 MB</source>
        <translation>it has more than 4 MB</translation>
    </message>
    <message>
        <source>Taking over %1…</source>
        <translation>Taking over %1…</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>Reading %1…</translation>
    </message>
    <message>
        <source>%1 was not imported, nothing has changed:
%2</source>
        <translation>%1 was not imported, nothing has changed:
%2</translation>
    </message>
    <message>
        <source>is added</source>
        <translation>is added</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>changes</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>user</source>
        <translation>user</translation>
    </message>
    <message>
        <source>budget %1</source>
        <translation>budget %1</translation>
    </message>
    <message>
        <source>budget %1 every %2</source>
        <translation>budget %1 every %2</translation>
    </message>
    <message>
        <source>models: %1</source>
        <translation>models: %1</translation>
    </message>
    <message>
        <source>exists: its limits would change</source>
        <translation>exists: its limits would change</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>is there already</translation>
    </message>
    <message>
        <source>is left out: %1</source>
        <translation>is left out: %1</translation>
    </message>
    <message>
        <source>%1 (line %2)</source>
        <translation>%1 (line %2)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>another key</source>
        <translation>another key</translation>
    </message>
    <message>
        <source>Not taken over:
%1</source>
        <translation>Not taken over:
%1</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n change(s)</source>
        <translation>
            <numerusform>Take over %n change</numerusform>
            <numerusform>Take over %n changes</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the catalogue</source>
        <translation>Export the catalogue</translation>
    </message>
    <message>
        <source>YAML files (*.yaml)</source>
        <translation>YAML files (*.yaml)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>present</source>
        <translation>present</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>not needed</translation>
    </message>
    <message>
        <source>exists: would share its requests</source>
        <translation>exists: would share its requests</translation>
    </message>
    <message>
        <source>is added, and needs a key</source>
        <translation>is added, and needs a key</translation>
    </message>
    <message>
        <source>missing: enter it here</source>
        <translation>missing: enter it here</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Key of %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 is taken over: %n change(s).</source>
        <translation>
            <numerusform>%1 is taken over: %n change.</numerusform>
            <numerusform>%1 is taken over: %n changes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message numerus="yes">
        <source>Taken back, %n change(s): %1</source>
        <translation>
            <numerusform>Taken back, %n change: %1</numerusform>
            <numerusform>Taken back, %n changes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not taken back: %1</source>
        <translation>Not taken back: %1</translation>
    </message>
    <message>
        <source>needs its key: %1 cannot be read here</source>
        <translation>needs its key: %1 cannot be read here</translation>
    </message>
</context>
<context>
    <name>ostiary::KeyQuestion</name>
    <message>
        <source>Remember it</source>
        <translation>Remember it</translation>
    </message>
    <message>
        <source>Admin key</source>
        <translation>Admin key</translation>
    </message>
    <message>
        <source>The gateway at %1 does not take the key. Enter its admin key</source>
        <translation>The gateway at %1 does not take the key. Enter its admin key</translation>
    </message>
    <message>
        <source>Admin key of the gateway at %1</source>
        <translation>Admin key of the gateway at %1</translation>
    </message>
    <message>
        <source>It is kept in the desktop&apos;s keychain.</source>
        <translation>It is kept in the desktop&apos;s keychain.</translation>
    </message>
    <message>
        <source>No keychain is reached here. Remembered, the key stands in the clear in %1, a file that only you can read.</source>
        <translation>No keychain is reached here. Remembered, the key stands in the clear in %1, a file that only you can read.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
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
        <source>never</source>
        <translation>never</translation>
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
        <source>%1 is deleted.</source>
        <translation>%1 is deleted.</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Rotate…</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Copy key</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>The key is in the clipboard.</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>Copy snippet</translation>
    </message>
    <message>
        <source>The snippet is in the clipboard, with the key in it.</source>
        <translation>The snippet is in the clipboard, with the key in it.</translation>
    </message>
    <message>
        <source>Snippet for</source>
        <translation>Snippet for</translation>
    </message>
    <message>
        <source>environment variables</source>
        <translation>environment variables</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Snippet</translation>
    </message>
    <message>
        <source>Ends after (empty: never)</source>
        <translation>Ends after (empty: never)</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Models</translation>
    </message>
    <message>
        <source>all; type a name to allow only some</source>
        <translation>all; type a name to allow only some</translation>
    </message>
    <message>
        <source>Budget (empty: unlimited)</source>
        <translation>Budget (empty: unlimited)</translation>
    </message>
    <message>
        <source>The budget starts anew every (empty: never)</source>
        <translation>The budget starts anew every (empty: never)</translation>
    </message>
    <message>
        <source>per minute</source>
        <translation>per minute</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>made %1</translation>
    </message>
    <message>
        <source>the key before holds until %1</source>
        <translation>the key before holds until %1</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>ends %1</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>has ended</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>as it is</translation>
    </message>
    <message>
        <source>Give %1 another key?</source>
        <translation>Give %1 another key?</translation>
    </message>
    <message>
        <source>Budgets, limits and records stay. How long shall the old text still be let in?</source>
        <translation>Budgets, limits and records stay. How long shall the old text still be let in?</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 hours</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 hour</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Not at all</translation>
    </message>
    <message>
        <source>Most tokens per minute</source>
        <translation>Most tokens per minute</translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation>Export the keys</translation>
    </message>
    <message>
        <source>the new key</source>
        <translation>the new key</translation>
    </message>
    <message>
        <source>The new key of %1</source>
        <translation>The new key of %1</translation>
    </message>
    <message>
        <source>%1 is not changed: %2</source>
        <translation>%1 is not changed: %2</translation>
    </message>
    <message>
        <source>Blocked %1. What it had under way has ended.</source>
        <translation>Blocked %1. What it had under way has ended.</translation>
    </message>
    <message>
        <source>%1 may be used again.</source>
        <translation>%1 may be used again.</translation>
    </message>
    <message>
        <source>%1 is not rotated: %2</source>
        <translation>%1 is not rotated: %2</translation>
    </message>
    <message>
        <source>%1 is not deleted: %2</source>
        <translation>%1 is not deleted: %2</translation>
    </message>
    <message>
        <source>Find a key</source>
        <translation>Find a key</translation>
    </message>
    <message>
        <source>%1 spent; no budget binds this key</source>
        <translation>%1 spent; no budget binds this key</translation>
    </message>
    <message>
        <source>Its user may call no other models than %1.</source>
        <translation>Its user may call no other models than %1.</translation>
    </message>
</context>
<context>
    <name>ostiary::ListSearch</name>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>Nothing is called “%1”.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Clear the search</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fits what is chosen here.</source>
        <translation>Nothing fits what is chosen here.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Show all</translation>
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
    <message numerus="yes">
        <source>%n call(s) without a valid key in 24 hours</source>
        <translation>
            <numerusform>%n call without a valid key in 24 hours</numerusform>
            <numerusform>%n calls without a valid key in 24 hours</numerusform>
        </translation>
    </message>
    <message>
        <source>The last one from %1 at %2, with %3.</source>
        <translation>The last one from %1 at %2, with %3.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>no key</translation>
    </message>
    <message>
        <source>Ledger up to date</source>
        <translation>Ledger up to date</translation>
    </message>
    <message>
        <source>The disk does not keep the ledger</source>
        <translation>The disk does not keep the ledger</translation>
    </message>
    <message>
        <source>The check of the ledger found what the gateway did not write</source>
        <translation>The check of the ledger found what the gateway did not write</translation>
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
    <message>
        <source>Providers</source>
        <translation>Providers</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>a form</source>
        <translation>a form</translation>
    </message>
    <message>
        <source>%1 does not take the admin key. It may have been changed there.</source>
        <translation>%1 does not take the admin key. It may have been changed there.</translation>
    </message>
    <message>
        <source>Enter another key</source>
        <translation>Enter another key</translation>
    </message>
    <message>
        <source>The gateway is version %1, this console %2. What one knows and the other does not is not shown; bring both to the same version.</source>
        <translation>The gateway is version %1, this console %2. What one knows and the other does not is not shown; bring both to the same version.</translation>
    </message>
    <message>
        <source>%1 does not take the key</source>
        <translation>%1 does not take the key</translation>
    </message>
    <message>
        <source>Quit Ostiary?</source>
        <translation>Quit Ostiary?</translation>
    </message>
    <message>
        <source>The gateway runs inside this window and ends with it, for everybody who uses it. Requests under way have ten seconds to end; new ones are refused.</source>
        <translation>The gateway runs inside this window and ends with it, for everybody who uses it. Requests under way have ten seconds to end; new ones are refused.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Ledger: unknown</source>
        <translation>Ledger: unknown</translation>
    </message>
    <message>
        <source>opens everything by its name</source>
        <translation>opens everything by its name</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Ctrl+1 … Ctrl+9</translation>
    </message>
    <message>
        <source>the pages</source>
        <translation>the pages</translation>
    </message>
    <message>
        <source>search in the list; Esc goes back to it</source>
        <translation>search in the list; Esc goes back to it</translation>
    </message>
    <message>
        <source>a new key, model or provider</source>
        <translation>a new key, model or provider</translation>
    </message>
    <message>
        <source>saves the form</source>
        <translation>saves the form</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>presses the button that has the focus; in a field, the one that its form is for</source>
        <translation>presses the button that has the focus; in a field, the one that its form is for</translation>
    </message>
    <message>
        <source>copies the chosen rows, for a spreadsheet</source>
        <translation>copies the chosen rows, for a spreadsheet</translation>
    </message>
    <message>
        <source>this list</source>
        <translation>this list</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>%1 is not reached; trying again. What is shown may be out of date.</source>
        <translation>%1 is not reached; trying again. What is shown may be out of date.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing is asked of it.</source>
        <translation>The certificate of %1 is not trusted, so nothing is asked of it.</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Look at it</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted</source>
        <translation>The certificate of %1 is not trusted</translation>
    </message>
    <message>
        <source>deletes the chosen row, after a question</source>
        <translation>deletes the chosen row, after a question</translation>
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
        <source>Address (empty: the provider&apos;s own)</source>
        <translation>Address (empty: the provider&apos;s own)</translation>
    </message>
    <message>
        <source>Key of the provider (is never shown again)</source>
        <translation>Key of the provider (is never shown again)</translation>
    </message>
    <message>
        <source>Most requests per minute</source>
        <translation>Most requests per minute</translation>
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
        <source>New model</source>
        <translation>New model</translation>
    </message>
    <message>
        <source>a second deployment of a name shares its requests by weight</source>
        <translation>a second deployment of a name shares its requests by weight</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>Delete %1?</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>Delete %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Discover…</source>
        <translation>Discover…</translation>
    </message>
    <message>
        <source>See what a provider has, and add many at once</source>
        <translation>See what a provider has, and add many at once</translation>
    </message>
    <message>
        <source>the new model</source>
        <translation>the new model</translation>
    </message>
    <message>
        <source>Called through</source>
        <translation>Called through</translation>
    </message>
    <message>
        <source>an address of its own</source>
        <translation>an address of its own</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>of this name&apos;s requests</source>
        <translation>of this name&apos;s requests</translation>
    </message>
    <message>
        <source>Price of input</source>
        <translation>Price of input</translation>
    </message>
    <message>
        <source>$ per million tokens</source>
        <translation>$ per million tokens</translation>
    </message>
    <message>
        <source>Price of output</source>
        <translation>Price of output</translation>
    </message>
    <message>
        <source>per minute</source>
        <translation>per minute</translation>
    </message>
    <message>
        <source>Most requests at once</source>
        <translation>Most requests at once</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>Largest output</source>
        <translation>Largest output</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokens</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Longest answer</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>seconds</translation>
    </message>
    <message>
        <source>weighted, then fall back</source>
        <translation>weighted, then fall back</translation>
    </message>
    <message>
        <source>Sends a real request for one token to the chosen deployment</source>
        <translation>Sends a real request for one token to the chosen deployment</translation>
    </message>
    <message>
        <source>Without a price it is refused under a budget.</source>
        <translation>Without a price it is refused under a budget.</translation>
    </message>
    <message>
        <source>These prices were set here; empty fields go back to the list&apos;s.</source>
        <translation>These prices were set here; empty fields go back to the list&apos;s.</translation>
    </message>
    <message>
        <source>Price of %1; what is written here goes before it.</source>
        <translation>Price of %1; what is written here goes before it.</translation>
    </message>
    <message>
        <source>from: %1; read-only here</source>
        <translation>from: %1; read-only here</translation>
    </message>
    <message>
        <source>Without prices of your own those of the price list hold.</source>
        <translation>Without prices of your own those of the price list hold.</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Copy of %1</translation>
    </message>
    <message>
        <source>give it another name, or another place under the same name</source>
        <translation>give it another name, or another place under the same name</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Disable</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Enable</translation>
    </message>
    <message>
        <source>%1 is called again.</source>
        <translation>%1 is called again.</translation>
    </message>
    <message>
        <source>%1 is not called any more at this place.</source>
        <translation>%1 is not called any more at this place.</translation>
    </message>
    <message>
        <source>You can undo this.</source>
        <translation>You can undo this.</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 is deleted.</translation>
    </message>
    <message>
        <source>Asking for one token…</source>
        <translation>Asking for one token…</translation>
    </message>
    <message>
        <source>No key could be made: %1</source>
        <translation>No key could be made: %1</translation>
    </message>
    <message>
        <source>Waiting for the provider&apos;s answer…</source>
        <translation>Waiting for the provider&apos;s answer…</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>The test was cancelled.</translation>
    </message>
    <message>
        <source>It failed: %1</source>
        <translation>It failed: %1</translation>
    </message>
    <message>
        <source>It answered after %1</source>
        <translation>It answered after %1</translation>
    </message>
    <message>
        <source>It answered “%1” after %2</source>
        <translation>It answered “%1” after %2</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 tokens</translation>
    </message>
    <message>
        <source>Export the models</source>
        <translation>Export the models</translation>
    </message>
    <message>
        <source>Export the deployments of this model</source>
        <translation>Export the deployments of this model</translation>
    </message>
    <message>
        <source>%1 is not changed: %2</source>
        <translation>%1 is not changed: %2</translation>
    </message>
    <message>
        <source>%1 is not deleted: %2</source>
        <translation>%1 is not deleted: %2</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Find a model</translation>
    </message>
    <message>
        <source>Disable %1?</source>
        <translation>Disable %1?</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Disable %1</translation>
    </message>
</context>
<context>
    <name>ostiary::Navigation</name>
    <message>
        <source>Find anything by its name</source>
        <translation>Find anything by its name</translation>
    </message>
</context>
<context>
    <name>ostiary::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Dismiss</translation>
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
        <source>No keys yet. Each key can have a budget that is never passed.</source>
        <translation>No keys yet. Each key can have a budget that is never passed.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Models</translation>
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
    <message>
        <source>US dollars, each minute</source>
        <translation>US dollars, each minute</translation>
    </message>
    <message>
        <source>US dollars, each half hour</source>
        <translation>US dollars, each half hour</translation>
    </message>
    <message>
        <source>US dollars, each three hours</source>
        <translation>US dollars, each three hours</translation>
    </message>
    <message>
        <source>US dollars, each half day</source>
        <translation>US dollars, each half day</translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation>Export the keys</translation>
    </message>
    <message>
        <source>Export the models</source>
        <translation>Export the models</translation>
    </message>
    <message>
        <source>keys, the nearest to their limit first</source>
        <translation>keys, the nearest to their limit first</translation>
    </message>
    <message>
        <source>failing ones first, then by requests of the last day</source>
        <translation>failing ones first, then by requests of the last day</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>not connected</translation>
    </message>
    <message>
        <source>the admin key is not accepted</source>
        <translation>the admin key is not accepted</translation>
    </message>
    <message>
        <source>the admin key is not accepted any more</source>
        <translation>the admin key is not accepted any more</translation>
    </message>
    <message>
        <source>%1; the figures are of %2</source>
        <translation>%1; the figures are of %2</translation>
    </message>
</context>
<context>
    <name>ostiary::PlainLabel</name>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
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
    <message>
        <source>Asks a second model the same, side by side</source>
        <translation>Asks a second model the same, side by side</translation>
    </message>
    <message>
        <source>Copy as code</source>
        <translation>Copy as code</translation>
    </message>
    <message>
        <source>Images sent with the message</source>
        <translation>Images sent with the message</translation>
    </message>
    <message>
        <source>Add image…</source>
        <translation>Add image…</translation>
    </message>
    <message>
        <source>Or drop it here; Delete takes a chosen one away</source>
        <translation>Or drop it here; Delete takes a chosen one away</translation>
    </message>
    <message>
        <source>Images for the model</source>
        <translation>Images for the model</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.webp *.gif)</source>
        <translation>Images (*.png *.jpg *.jpeg *.webp *.gif)</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokens</translation>
    </message>
    <message>
        <source>A number from 0 to 2</source>
        <translation>A number from 0 to 2</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>this console&apos;s own, $1 a day</source>
        <translation>this console&apos;s own, $1 a day</translation>
    </message>
    <message>
        <source>another key…</source>
        <translation>another key…</translation>
    </message>
    <message>
        <source>The key to ask with</source>
        <translation>The key to ask with</translation>
    </message>
    <message>
        <source>%1 is not sent: it must be an image of at most 10 MB that can be read.</source>
        <translation>%1 is not sent: it must be an image of at most 10 MB that can be read.</translation>
    </message>
    <message>
        <source>with the key you choose, within its limits</source>
        <translation>with the key you choose, within its limits</translation>
    </message>
    <message>
        <source>with a key of this console&apos;s own</source>
        <translation>with a key of this console&apos;s own</translation>
    </message>
    <message>
        <source>sk-your-key</source>
        <translation>sk-your-key</translation>
    </message>
    <message>
        <source>The code is in the clipboard; put a key into it.</source>
        <translation>The code is in the clipboard; put a key into it.</translation>
    </message>
    <message>
        <source>0 to 2</source>
        <translation>0 to 2</translation>
    </message>
    <message>
        <source>%1 is not offered: it is disabled, or there is no such model. Choose another one.</source>
        <translation>%1 is not offered: it is disabled, or there is no such model. Choose another one.</translation>
    </message>
</context>
<context>
    <name>ostiary::ProvidersPage</name>
    <message>
        <source>Providers</source>
        <translation>Providers</translation>
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
        <source>Test and list models</source>
        <translation>Test and list models</translation>
    </message>
    <message>
        <source>Models of this provider</source>
        <translation>Models of this provider</translation>
    </message>
    <message>
        <source>Find local servers</source>
        <translation>Find local servers</translation>
    </message>
    <message>
        <source>Looks for Ollama, vLLM, llama.cpp and LM Studio on the gateway&apos;s machine</source>
        <translation>Looks for Ollama, vLLM, llama.cpp and LM Studio on the gateway&apos;s machine</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>Add provider</translation>
    </message>
    <message>
        <source>Add the first provider</source>
        <translation>Add the first provider</translation>
    </message>
    <message>
        <source>A provider is an account where models are called: an address and a key, kept in one place.</source>
        <translation>A provider is an account where models are called: an address and a key, kept in one place.</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Name (empty: the provider&apos;s)</source>
        <translation>Name (empty: the provider&apos;s)</translation>
    </message>
    <message>
        <source>Address (empty: the provider&apos;s own)</source>
        <translation>Address (empty: the provider&apos;s own)</translation>
    </message>
    <message>
        <source>Key (is never shown again)</source>
        <translation>Key (is never shown again)</translation>
    </message>
    <message>
        <source>choose, name, add</source>
        <translation>choose, name, add</translation>
    </message>
    <message>
        <source>Added: %1.</source>
        <translation>Added: %1.</translation>
    </message>
    <message>
        <source>from: %1; read-only here</source>
        <translation>from: %1; read-only here</translation>
    </message>
    <message>
        <source>no key is set</source>
        <translation>no key is set</translation>
    </message>
    <message>
        <source>its key ends in %1</source>
        <translation>its key ends in %1</translation>
    </message>
    <message>
        <source>New provider</source>
        <translation>New provider</translation>
    </message>
    <message>
        <source>paste a key: most tell whose they are</source>
        <translation>paste a key: most tell whose they are</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Test asks with the new key before it is saved. Saved, it holds from the next request on; what is under way ends with the old one.</source>
        <translation>Test asks with the new key before it is saved. Saved, it holds from the next request on; what is under way ends with the old one.</translation>
    </message>
    <message>
        <source>Asking the provider for its models…</source>
        <translation>Asking the provider for its models…</translation>
    </message>
    <message>
        <source>it answers; add the provider to add its models</source>
        <translation>it answers; add the provider to add its models</translation>
    </message>
    <message numerus="yes">
        <source>it answers and has %n model(s)</source>
        <translation>
            <numerusform>it answers and has %n model</numerusform>
            <numerusform>it answers and has %n models</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>Delete %1?</translation>
    </message>
    <message>
        <source>Its key is forgotten here; at the provider it stays valid.</source>
        <translation>Its key is forgotten here; at the provider it stays valid.</translation>
    </message>
    <message>
        <source>You can undo this.</source>
        <translation>You can undo this.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>Delete %1</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 is deleted.</translation>
    </message>
    <message>
        <source>Looking for model servers on the gateway&apos;s machine…</source>
        <translation>Looking for model servers on the gateway&apos;s machine…</translation>
    </message>
    <message>
        <source>No model server answers on the usual ports (11434, 8000, 8080, 1234). Start one, or add it by its address.</source>
        <translation>No model server answers on the usual ports (11434, 8000, 8080, 1234). Start one, or add it by its address.</translation>
    </message>
    <message>
        <source>Found %1. Add it to offer its models.</source>
        <translation>Found %1. Add it to offer its models.</translation>
    </message>
    <message>
        <source>whose key it is</source>
        <translation>whose key it is</translation>
    </message>
    <message>
        <source>Export the providers</source>
        <translation>Export the providers</translation>
    </message>
    <message>
        <source>The new provider</source>
        <translation>The new provider</translation>
    </message>
    <message>
        <source>%1 was not tested: %2</source>
        <translation>%1 was not tested: %2</translation>
    </message>
    <message>
        <source>%1 is not deleted: %2</source>
        <translation>%1 is not deleted: %2</translation>
    </message>
    <message>
        <source>Find a provider</source>
        <translation>Find a provider</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 is in use</translation>
    </message>
    <message>
        <source>Models are called through it: %1. Delete them first, or have them called through another account.</source>
        <translation>Models are called through it: %1. Delete them first, or have them called through another account.</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>Show the models</translation>
    </message>
    <message>
        <source>Choose the account whose models you want, then press “%1”.</source>
        <translation>Choose the account whose models you want, then press “%1”.</translation>
    </message>
</context>
<context>
    <name>ostiary::Question</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ostiary::RequestSums</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 tokens</source>
        <translation>%1 · %2 · %3 tokens</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) so far, looking further back</source>
        <translation>
            <numerusform>%Ln request so far, looking further back</numerusform>
            <numerusform>%Ln requests so far, looking further back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln request(s)</source>
        <translation>
            <numerusform>more than %Ln request</numerusform>
            <numerusform>more than %Ln requests</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · so far at least %2 and %3 tokens</source>
        <translation>%1 · so far at least %2 and %3 tokens</translation>
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
        <source>Requests</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Where its time went</source>
        <translation>Where its time went</translation>
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
        <source>By %1 / %2.</source>
        <translation>By %1 / %2.</translation>
    </message>
    <message>
        <source>Route: %1.</source>
        <translation>Route: %1.</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Saved views</translation>
    </message>
    <message>
        <source>The request&apos;s id is in the clipboard.</source>
        <translation>The request&apos;s id is in the clipboard.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Copy as curl</translation>
    </message>
    <message>
        <source>Prompts are not kept: the command asks the same model the same way, with words of its own</source>
        <translation>Prompts are not kept: the command asks the same model the same way, with words of its own</translation>
    </message>
    <message>
        <source>The command is in the clipboard; it reads the key from OPENAI_API_KEY.</source>
        <translation>The command is in the clipboard; it reads the key from OPENAI_API_KEY.</translation>
    </message>
    <message>
        <source>Open in playground</source>
        <translation>Open in playground</translation>
    </message>
    <message>
        <source>Save this filter as a view…</source>
        <translation>Save this filter as a view…</translation>
    </message>
    <message>
        <source>Save this filter as a view</source>
        <translation>Save this filter as a view</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>Forget a view</translation>
    </message>
    <message>
        <source>%1 · %2 new</source>
        <translation>%1 · %2 new</translation>
    </message>
    <message>
        <source>All requests of the filter, the newest first, with whole ids and numbers as they are</source>
        <translation>All requests of the filter, the newest first, with whole ids and numbers as they are</translation>
    </message>
    <message>
        <source>Export all requests of the filter</source>
        <translation>Export all requests of the filter</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>No request fits this filter.</source>
        <translation>No request fits this filter.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Clear the filter</translation>
    </message>
    <message>
        <source>try %1 · %2 / %3</source>
        <translation>try %1 · %2 / %3</translation>
    </message>
    <message>
        <source>provider %1</source>
        <translation>provider %1</translation>
    </message>
    <message>
        <source>waits %1</source>
        <translation>waits %1</translation>
    </message>
    <message>
        <source>gateway %1</source>
        <translation>gateway %1</translation>
    </message>
    <message>
        <source>admission</source>
        <translation>admission</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>wait</translation>
    </message>
    <message>
        <source>Open the key</source>
        <translation>Open the key</translation>
    </message>
    <message>
        <source>Open the model</source>
        <translation>Open the model</translation>
    </message>
    <message>
        <source>Only this key</source>
        <translation>Only this key</translation>
    </message>
    <message>
        <source>Only this model</source>
        <translation>Only this model</translation>
    </message>
    <message>
        <source>a word, or model:… status:!=200 since:1h</source>
        <translation>a word, or model:… status:!=200 since:1h</translation>
    </message>
    <message>
        <source>A word is looked for in model, key, user, team and request id; in quotes it may have blanks. field:value looks in one field. All have to fit.</source>
        <translation>A word is looked for in model, key, user, team and request id; in quotes it may have blanks. field:value looks in one field. All have to fit.</translation>
    </message>
    <message>
        <source>A word is looked for in model, key, user, team and request id.</source>
        <translation>A word is looked for in model, key, user, team and request id.</translation>
    </message>
</context>
<context>
    <name>ostiary::SaveButtons</name>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>ostiary::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
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
    <message>
        <source>ADDRESS:PORT, for example 127.0.0.1:4000</source>
        <translation>ADDRESS:PORT, for example 127.0.0.1:4000</translation>
    </message>
    <message>
        <source>This console</source>
        <translation>This console</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>When the window is closed</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>ask</translation>
    </message>
    <message>
        <source>stay in the tray</source>
        <translation>stay in the tray</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>quit</translation>
    </message>
    <message>
        <source>Start Ostiary when I log in</source>
        <translation>Start Ostiary when I log in</translation>
    </message>
    <message>
        <source>The desktop&apos;s autostart folder cannot be written; nothing has changed.</source>
        <translation>The desktop&apos;s autostart folder cannot be written; nothing has changed.</translation>
    </message>
    <message>
        <source>Gateways elsewhere</source>
        <translation>Gateways elsewhere</translation>
    </message>
    <message>
        <source>each opens in a window of its own</source>
        <translation>each opens in a window of its own</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the gateway</source>
        <translation>Name of the gateway</translation>
    </message>
    <message>
        <source>Address of the gateway&apos;s admin listener</source>
        <translation>Address of the gateway&apos;s admin listener</translation>
    </message>
    <message>
        <source>Add and connect</source>
        <translation>Add and connect</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation>Connect to %1</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Forget</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>Forget %1</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>Forget %1?</translation>
    </message>
    <message>
        <source>Its admin key and its trusted certificate are forgotten here.</source>
        <translation>Its admin key and its trusted certificate are forgotten here.</translation>
    </message>
    <message>
        <source>The gateway itself is not touched.</source>
        <translation>The gateway itself is not touched.</translation>
    </message>
    <message>
        <source>The address must be that of the admin listener, for example https://gateway.example:4001</source>
        <translation>The address must be that of the admin listener, for example https://gateway.example:4001</translation>
    </message>
    <message>
        <source>The gateway</source>
        <translation>The gateway</translation>
    </message>
    <message>
        <source>Facts of the gateway</source>
        <translation>Facts of the gateway</translation>
    </message>
    <message>
        <source>Clients call models at</source>
        <translation>Clients call models at</translation>
    </message>
    <message>
        <source>Administrators connect at</source>
        <translation>Administrators connect at</translation>
    </message>
    <message>
        <source>Certificate for TLS (PEM file on the gateway&apos;s machine)</source>
        <translation>Certificate for TLS (PEM file on the gateway&apos;s machine)</translation>
    </message>
    <message>
        <source>Its private key (PEM file)</source>
        <translation>Its private key (PEM file)</translation>
    </message>
    <message>
        <source>Keep requests for (empty: for ever)</source>
        <translation>Keep requests for (empty: for ever)</translation>
    </message>
    <message>
        <source>days</source>
        <translation>days</translation>
    </message>
    <message>
        <source>The command line sets what is grey here.</source>
        <translation>The command line sets what is grey here.</translation>
    </message>
    <message>
        <source>The configuration file sets what is grey here.</source>
        <translation>The configuration file sets what is grey here.</translation>
    </message>
    <message>
        <source>The new addresses hold from the gateway&apos;s next start.</source>
        <translation>The new addresses hold from the gateway&apos;s next start.</translation>
    </message>
    <message>
        <source>Costs and attempts are kept for ever; days count for the requests themselves.</source>
        <translation>Costs and attempts are kept for ever; days count for the requests themselves.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Everything is kept in %1</source>
        <translation>Everything is kept in %1</translation>
    </message>
    <message>
        <source>Its admin key is in the desktop&apos;s keychain.</source>
        <translation>Its admin key is in the desktop&apos;s keychain.</translation>
    </message>
    <message>
        <source>Its admin key stands in the clear in %1, a file that only you can read.</source>
        <translation>Its admin key stands in the clear in %1, a file that only you can read.</translation>
    </message>
    <message>
        <source>The admin key is that of OSTIARY_ADMIN_KEY in the environment.</source>
        <translation>The admin key is that of OSTIARY_ADMIN_KEY in the environment.</translation>
    </message>
    <message>
        <source>The settings are not saved: %1</source>
        <translation>The settings are not saved: %1</translation>
    </message>
    <message>
        <source>%1 is the name of another gateway already. Choose another one.</source>
        <translation>%1 is the name of another gateway already. Choose another one.</translation>
    </message>
</context>
<context>
    <name>ostiary::Table</name>
    <message>
        <source>This list could not be read: %1</source>
        <translation>This list could not be read: %1</translation>
    </message>
    <message>
        <source>What is shown is of before: %1</source>
        <translation>What is shown is of before: %1</translation>
    </message>
    <message>
        <source>Export all rows as CSV…</source>
        <translation>Export all rows as CSV…</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>What is shown is of before</source>
        <translation>What is shown is of before</translation>
    </message>
</context>
<context>
    <name>ostiary::TokenEdit</name>
    <message>
        <source>Remove %1</source>
        <translation>Remove %1</translation>
    </message>
</context>
<context>
    <name>ostiary::Tray</name>
    <message>
        <source>Open Ostiary</source>
        <translation>Open Ostiary</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Keep the gateway running?</source>
        <translation>Keep the gateway running?</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Stay in the tray</translation>
    </message>
    <message>
        <source>Do the same from now on (Settings change it)</source>
        <translation>Do the same from now on (Settings change it)</translation>
    </message>
    <message>
        <source>Stay in the tray?</source>
        <translation>Stay in the tray?</translation>
    </message>
    <message>
        <source>Closed, the window can stay in the tray: requests go on being answered. Quitting ends the gateway in order, for everybody who uses it.</source>
        <translation>Closed, the window can stay in the tray: requests go on being answered. Quitting ends the gateway in order, for everybody who uses it.</translation>
    </message>
    <message>
        <source>Closed, the window can stay in the tray and tell when something is wrong. The gateway runs on either way.</source>
        <translation>Closed, the window can stay in the tray and tell when something is wrong. The gateway runs on either way.</translation>
    </message>
</context>
<context>
    <name>ostiary::Waterfall</name>
    <message>
        <source>Stages of the request</source>
        <translation>Stages of the request</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>ostiary::WindowKeys</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ModelUsers</name>
    <message>
        <source>Who calls %1 is not known: %2</source>
        <translation>Who calls %1 is not known: %2</translation>
    </message>
    <message>
        <source>The other deployments of %1 take its requests.</source>
        <translation>The other deployments of %1 take its requests.</translation>
    </message>
    <message>
        <source>Requests for %1 will be refused.</source>
        <translation>Requests for %1 will be refused.</translation>
    </message>
    <message>
        <source>These keys name it and lose it: %1.</source>
        <translation>These keys name it and lose it: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) for all models lose it, too.</source>
        <translation>
            <numerusform>%n key for all models loses it, too.</numerusform>
            <numerusform>%n keys for all models lose it, too.</numerusform>
        </translation>
    </message>
    <message>
        <source>No key may call it.</source>
        <translation>No key may call it.</translation>
    </message>
</context>
<context>
    <name>BoundBudget</name>
    <message>
        <source>organisation</source>
        <translation>organisation</translation>
    </message>
    <message>
        <source>team %1</source>
        <translation>team %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>user %1</translation>
    </message>
    <message>
        <source>%1 of %2 spent</source>
        <translation>%1 of %2 spent</translation>
    </message>
    <message>
        <source>%1 held for requests under way</source>
        <translation>%1 held for requests under way</translation>
    </message>
    <message>
        <source>starts anew %1</source>
        <translation>starts anew %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) refused since %1</source>
        <translation>
            <numerusform>%Ln request refused since %1</numerusform>
            <numerusform>%Ln requests refused since %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>Made out to: %1</source>
        <translation>Made out to: %1</translation>
    </message>
    <message>
        <source>Signed by: %1</source>
        <translation>Signed by: %1</translation>
    </message>
    <message>
        <source>Holds from %1 to %2</source>
        <translation>Holds from %1 to %2</translation>
    </message>
</context>
<context>
    <name>ostiary::StrangersDialog</name>
    <message>
        <source>Asking the gateway…</source>
        <translation>Asking the gateway…</translation>
    </message>
    <message>
        <source>Calls without a valid key</source>
        <translation>Calls without a valid key</translation>
    </message>
    <message>
        <source>The latest calls without a valid key</source>
        <translation>The latest calls without a valid key</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Path</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>They could not be read: %1</source>
        <translation>They could not be read: %1</translation>
    </message>
    <message numerus="yes">
        <source>The latest of %n since the gateway&apos;s start</source>
        <translation>
            <numerusform>The latest of %n since the gateway&apos;s start</numerusform>
            <numerusform>The latest of %n since the gateway&apos;s start</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ostiary::KeyFilter</name>
    <message>
        <source>Show the keys of</source>
        <translation>Show the keys of</translation>
    </message>
    <message>
        <source>Show the keys that are</source>
        <translation>Show the keys that are</translation>
    </message>
    <message>
        <source>Every team</source>
        <translation>Every team</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Every state</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Spent</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blocked</translation>
    </message>
</context>
<context>
    <name>WhyBudgets</name>
    <message>
        <source>Team %1</source>
        <translation>Team %1</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>User %1</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Key %1</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>refused it</source>
        <translation>refused it</translation>
    </message>
    <message>
        <source>too little as well</source>
        <translation>too little as well</translation>
    </message>
    <message>
        <source>had enough</source>
        <translation>had enough</translation>
    </message>
</context>
<context>
    <name>ostiary::BudgetTable</name>
    <message>
        <source>Budgets that bound the request</source>
        <translation>Budgets that bound the request</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Spent</translation>
    </message>
    <message>
        <source>Held for others</source>
        <translation>Held for others</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Needed</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Starts anew</source>
        <translation>Starts anew</translation>
    </message>
</context>
</TS>
