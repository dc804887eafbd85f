<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
    <context>
        <name>Columns</name>
        <message>
            <source>%1 · try %2</source>
            <translation>%1 · Versuch %2</translation>
        </message>
        <message>
            <source>client left</source>
            <translation>Client ging</translation>
        </message>
        <message>
            <source>%1 of the budget is spent</source>
            <translation>%1 des Budgets sind ausgegeben</translation>
        </message>
        <message>
            <source>Resting, %1</source>
            <translation>Pausiert, %1</translation>
        </message>
        <message>
            <source>Not used yet</source>
            <translation>Noch nicht benutzt</translation>
        </message>
        <message>
            <source>Healthy</source>
            <translation>Gesund</translation>
        </message>
        <message>
            <source>Last failure: %1</source>
            <translation>Letzter Fehler: %1</translation>
        </message>
        <message>
            <source>no price</source>
            <translation>kein Preis</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Served by</source>
            <translation>Bedient von</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Kosten</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message numerus="yes">
            <source>%n deployment(s)</source>
            <translation>
                <numerusform>%n Deployment</numerusform>
                <numerusform>%n Deployments</numerusform>
            </translation>
        </message>
        <message>
            <source>$ / M in, out</source>
            <translation>$ / Mio. ein, aus</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>Kontext</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Resting, %1 of %2</source>
            <translation>Pausiert, %1 von %2</translation>
        </message>
        <message>
            <source>Managed by</source>
            <translation>Verwaltet von</translation>
        </message>
        <message>
            <source>this console</source>
            <translation>dieser Konsole</translation>
        </message>
        <message>
            <source>configuration file</source>
            <translation>Konfigurationsdatei</translation>
        </message>
        <message>
            <source>environment</source>
            <translation>Umgebung</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>eingebaut</translation>
        </message>
        <message>
            <source>Deployment</source>
            <translation>Deployment</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Gewicht</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>all</source>
            <translation>alle</translation>
        </message>
        <message>
            <source>Spent</source>
            <translation>Ausgegeben</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Budget</translation>
        </message>
        <message>
            <source>unlimited</source>
            <translation>unbegrenzt</translation>
        </message>
        <message>
            <source>Requests / min</source>
            <translation>Anfragen / min</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Gesperrt</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Abgelaufen</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>An amount in dollars, for example 25 or 0.50</source>
            <translation>Ein Betrag in Dollar, zum Beispiel 25 oder 0.50</translation>
        </message>
        <message>
            <source>A whole number, for example 60</source>
            <translation>Eine ganze Zahl, zum Beispiel 60</translation>
        </message>
        <message>
            <source>This is needed</source>
            <translation>Das wird gebraucht</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>%1 k</source>
            <comment>thousands</comment>
            <translation>%1 Tsd.</translation>
        </message>
        <message>
            <source>%1 M</source>
            <comment>millions</comment>
            <translation>%1 Mio.</translation>
        </message>
        <message>
            <source>%1 B</source>
            <comment>thousand millions</comment>
            <translation>%1 Mrd.</translation>
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
            <translation>gerade eben</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>vor %n Minute</numerusform>
                <numerusform>vor %n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>vor %n Stunde</numerusform>
                <numerusform>vor %n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>vor %n Tag</numerusform>
                <numerusform>vor %n Tagen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ostiary::Chart</name>
        <message>
            <source>Nothing in this span yet</source>
            <translation>In diesem Zeitraum noch nichts</translation>
        </message>
    </context>
    <context>
        <name>ostiary::ChatCall</name>
        <message>
            <source>The answer was cut off</source>
            <translation>Die Antwort wurde abgeschnitten</translation>
        </message>
    </context>
    <context>
        <name>ostiary::CommandPalette</name>
        <message>
            <source>Go to</source>
            <translation>Gehe zu</translation>
        </message>
        <message>
            <source>Type a name</source>
            <translation>Namen eingeben</translation>
        </message>
        <message>
            <source>What fits</source>
            <translation>Was passt</translation>
        </message>
    </context>
    <context>
        <name>ostiary::Desktop</name>
        <message>
            <source>The gateway did not start</source>
            <translation>Das Gateway ist nicht gestartet</translation>
        </message>
        <message>
            <source>The gateway shows another certificate than before. If nobody has renewed it, somebody may be listening in.</source>
            <translation>Das Gateway zeigt ein anderes Zertifikat als zuvor. Wenn es niemand erneuert hat, hört vielleicht jemand mit.</translation>
        </message>
        <message>
            <source>This gateway's certificate is not known to the system. Compare its fingerprint before you trust it.</source>
            <translation>Das System kennt das Zertifikat dieses Gateways nicht. Vergleichen Sie den Fingerabdruck, bevor Sie ihm vertrauen.</translation>
        </message>
        <message>
            <source>Trust this certificate?</source>
            <translation>Diesem Zertifikat vertrauen?</translation>
        </message>
        <message>
            <source>Admin key of the gateway at %1</source>
            <translation>Admin-Schlüssel des Gateways unter %1</translation>
        </message>
        <message>
            <source>Connect and remember it</source>
            <translation>Verbinden und merken</translation>
        </message>
        <message>
            <source>The key could not be kept in %1; it is asked for again next time.</source>
            <translation>Der Schlüssel konnte nicht in %1 aufbewahrt werden; beim nächsten Mal wird wieder gefragt.</translation>
        </message>
    </context>
    <context>
        <name>ostiary::KeysPage</name>
        <message>
            <source>Keys</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>The new key</source>
            <translation>Der neue Schlüssel</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Neuer Schlüssel</translation>
        </message>
        <message>
            <source>Make the first key</source>
            <translation>Den ersten Schlüssel anlegen</translation>
        </message>
        <message>
            <source>A key lets a person or a program in: to the models you choose, within a budget and limits.</source>
            <translation>Ein Schlüssel lässt eine Person oder ein Programm ein: zu den Modellen Ihrer Wahl, in einem Budget und mit Grenzen.</translation>
        </message>
        <message>
            <source>shown this once; keep it now</source>
            <translation>nur dieses eine Mal zu sehen; jetzt aufbewahren</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>I have it</source>
            <translation>Ich habe ihn</translation>
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
            <translation>Modelle, durch Kommas getrennt (leer: alle)</translation>
        </message>
        <message>
            <source>Budget in $ (empty: unlimited)</source>
            <translation>Budget in $ (leer: unbegrenzt)</translation>
        </message>
        <message>
            <source>The budget starts anew</source>
            <translation>Das Budget beginnt neu</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>every day</source>
            <translation>jeden Tag</translation>
        </message>
        <message>
            <source>every 7 days</source>
            <translation>alle 7 Tage</translation>
        </message>
        <message>
            <source>every 30 days</source>
            <translation>alle 30 Tage</translation>
        </message>
        <message>
            <source>Most requests per minute</source>
            <translation>Höchstens Anfragen je Minute</translation>
        </message>
        <message>
            <source>Most requests at once</source>
            <translation>Höchstens Anfragen zugleich</translation>
        </message>
        <message numerus="yes">
            <source>%n key(s)</source>
            <translation>
                <numerusform>%n Schlüssel</numerusform>
                <numerusform>%n Schlüssel</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 · made %2</source>
            <translation>%1 · angelegt %2</translation>
        </message>
        <message>
            <source>give it a name by which you will know it</source>
            <translation>geben Sie ihm einen Namen, an dem Sie ihn erkennen</translation>
        </message>
        <message>
            <source>Make key</source>
            <translation>Schlüssel anlegen</translation>
        </message>
        <message>
            <source>Unblock</source>
            <translation>Entsperren</translation>
        </message>
        <message>
            <source>Block</source>
            <translation>Sperren</translation>
        </message>
        <message>
            <source>Not saved: %1</source>
            <translation>Nicht gespeichert: %1</translation>
        </message>
        <message>
            <source>Saved; it holds from the next request on.</source>
            <translation>Gespeichert; es gilt ab der nächsten Anfrage.</translation>
        </message>
        <message>
            <source>Not changed: %1</source>
            <translation>Nicht geändert: %1</translation>
        </message>
        <message>
            <source>Blocked. What it had under way has ended.</source>
            <translation>Gesperrt. Was damit lief, ist beendet.</translation>
        </message>
        <message>
            <source>It may be used again.</source>
            <translation>Er darf wieder benutzt werden.</translation>
        </message>
        <message>
            <source>this key</source>
            <translation>diesen Schlüssel</translation>
        </message>
        <message>
            <source>Delete %1?</source>
            <translation>%1 löschen?</translation>
        </message>
        <message>
            <source>Whoever uses %1 is refused at once, and what is under way ends.</source>
            <translation>Wer %1 benutzt, wird sofort abgewiesen, und was läuft, endet.</translation>
        </message>
        <message>
            <source>Its records stay. You can undo this.</source>
            <translation>Die Aufzeichnungen bleiben. Sie können das rückgängig machen.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Not deleted: %1</source>
            <translation>Nicht gelöscht: %1</translation>
        </message>
        <message>
            <source>%1 is deleted.</source>
            <translation>%1 ist gelöscht.</translation>
        </message>
        <message>
            <source>It is back.</source>
            <translation>Er ist wieder da.</translation>
        </message>
        <message>
            <source>It could not be brought back: %1</source>
            <translation>Er konnte nicht zurückgeholt werden: %1</translation>
        </message>
    </context>
    <context>
        <name>ostiary::MainWindow</name>
        <message>
            <source>Watch</source>
            <translation>Beobachten</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Übersicht</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Anfragen</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Anbieten</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Govern</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>%1 added (p50)</source>
            <translation>%1 zusätzlich (p50)</translation>
        </message>
        <message>
            <source>%1 requests/s</source>
            <translation>%1 Anfragen/s</translation>
        </message>
        <message numerus="yes">
            <source>%n under way</source>
            <translation>
                <numerusform>%n läuft</numerusform>
                <numerusform>%n laufen</numerusform>
            </translation>
        </message>
        <message>
            <source>Ledger up to date</source>
            <translation>Hauptbuch auf dem Stand</translation>
        </message>
        <message>
            <source>The ledger cannot be written; requests are refused</source>
            <translation>Das Hauptbuch kann nicht geschrieben werden; Anfragen werden abgewiesen</translation>
        </message>
        <message>
            <source>Embedded gateway</source>
            <translation>Eingebettetes Gateway</translation>
        </message>
        <message>
            <source>%1 is not reached; trying again</source>
            <translation>%1 ist nicht erreichbar; neuer Versuch</translation>
        </message>
        <message>
            <source>Connecting to %1…</source>
            <translation>Verbinde mit %1…</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Benutzen</translation>
        </message>
        <message>
            <source>Playground</source>
            <translation>Spielwiese</translation>
        </message>
    </context>
    <context>
        <name>ostiary::ModelsPage</name>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Deployments</source>
            <translation>Deployments</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <source>Add model</source>
            <translation>Modell hinzufügen</translation>
        </message>
        <message>
            <source>The catalogue is empty. A model is a name that clients use, and one or more places where it is called.</source>
            <translation>Der Katalog ist leer. Ein Modell ist ein Name, den Clients benutzen, und ein oder mehrere Orte, an denen es aufgerufen wird.</translation>
        </message>
        <message>
            <source>Name that clients use</source>
            <translation>Name, den Clients benutzen</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Anbieter</translation>
        </message>
        <message>
            <source>Model at the provider</source>
            <translation>Modell beim Anbieter</translation>
        </message>
        <message>
            <source>Address (empty: the provider's own)</source>
            <translation>Adresse (leer: die des Anbieters)</translation>
        </message>
        <message>
            <source>Key of the provider (is never shown again)</source>
            <translation>Schlüssel des Anbieters (bleibt geheim)</translation>
        </message>
        <message>
            <source>Weight among deployments of this name</source>
            <translation>Gewicht unter den Deployments</translation>
        </message>
        <message>
            <source>Price of input, $ per million tokens</source>
            <translation>Preis der Eingabe, $ je Million Tokens</translation>
        </message>
        <message>
            <source>Price of output, $ per million tokens</source>
            <translation>Preis der Ausgabe, $ je Million Tokens</translation>
        </message>
        <message>
            <source>Most requests per minute</source>
            <translation>Höchstens Anfragen je Minute</translation>
        </message>
        <message>
            <source>Largest output, tokens</source>
            <translation>Größte Ausgabe, Tokens</translation>
        </message>
        <message>
            <source>share the requests by weight; a failed one is followed by the next</source>
            <translation>teilen sich die Anfragen nach Gewicht; fällt eines aus, folgt das nächste</translation>
        </message>
        <message>
            <source>Choose a model to see where it is called.</source>
            <translation>Wählen Sie ein Modell, um zu sehen, wo es aufgerufen wird.</translation>
        </message>
        <message numerus="yes">
            <source>%n in the catalogue</source>
            <translation>
                <numerusform>%n im Katalog</numerusform>
                <numerusform>%n im Katalog</numerusform>
            </translation>
        </message>
        <message>
            <source>key of the provider %1</source>
            <translation>Schlüssel des Anbieters %1</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>nicht gesetzt</translation>
        </message>
        <message>
            <source>managed elsewhere, read-only here</source>
            <translation>anderswo verwaltet, hier nur lesbar</translation>
        </message>
        <message>
            <source>New model</source>
            <translation>Neues Modell</translation>
        </message>
        <message>
            <source>a second deployment of a name shares its requests by weight</source>
            <translation>ein zweites Deployment eines Namens teilt dessen Anfragen nach Gewicht</translation>
        </message>
        <message>
            <source>Not saved: %1</source>
            <translation>Nicht gespeichert: %1</translation>
        </message>
        <message>
            <source>Saved; it holds from the next request on.</source>
            <translation>Gespeichert; es gilt ab der nächsten Anfrage.</translation>
        </message>
        <message>
            <source>Delete %1?</source>
            <translation>%1 löschen?</translation>
        </message>
        <message>
            <source>Requests for %1 will be refused.</source>
            <translation>Anfragen an %1 werden abgewiesen.</translation>
        </message>
        <message>
            <source>These keys name it and lose it: %1.</source>
            <translation>Diese Schlüssel nennen es und verlieren es: %1.</translation>
        </message>
        <message>
            <source>Delete %1</source>
            <translation>%1 löschen</translation>
        </message>
        <message>
            <source>Not deleted: %1</source>
            <translation>Nicht gelöscht: %1</translation>
        </message>
        <message>
            <source>No key names it. The admin API can bring it back.</source>
            <translation>Kein Schlüssel nennt es. Die Admin-API kann es zurückholen.</translation>
        </message>
    </context>
    <context>
        <name>ostiary::OverviewPage</name>
        <message>
            <source>Overview</source>
            <translation>Übersicht</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Kosten</translation>
        </message>
        <message>
            <source>Added latency</source>
            <translation>Zusätzliche Latenz</translation>
        </message>
        <message>
            <source>Group cost by</source>
            <translation>Kosten gruppieren</translation>
        </message>
        <message>
            <source>by model</source>
            <translation>nach Modell</translation>
        </message>
        <message>
            <source>by key</source>
            <translation>nach Schlüssel</translation>
        </message>
        <message>
            <source>by team</source>
            <translation>nach Team</translation>
        </message>
        <message>
            <source>by provider</source>
            <translation>nach Anbieter</translation>
        </message>
        <message>
            <source>Cost over time</source>
            <translation>Kosten im Zeitverlauf</translation>
        </message>
        <message>
            <source>Added latency over time</source>
            <translation>Zusätzliche Latenz im Zeitverlauf</translation>
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
            <translation>Schlüssel, im laufenden Zeitraum</translation>
        </message>
        <message>
            <source>No keys yet. Each key can have a budget that is never passed.</source>
            <translation>Noch keine Schlüssel. Jeder kann ein Budget haben, das nie überschritten wird.</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>what is offered, and how it is</source>
            <translation>was angeboten wird und wie es ihm geht</translation>
        </message>
        <message>
            <source>No models yet. Add one under Models.</source>
            <translation>Noch keine Modelle. Fügen Sie eines unter Modelle hinzu.</translation>
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
            <translation>7 T</translation>
        </message>
        <message>
            <source>30 d</source>
            <translation>30 T</translation>
        </message>
        <message>
            <source>Show the last %1</source>
            <translation>Die letzten %1 zeigen</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>Ausgaben</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Anfragen</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>US dollars, each %1</source>
            <translation>US-Dollar, je %1</translation>
        </message>
        <message>
            <source>not connected; what is shown may be out of date</source>
            <translation>nicht verbunden; was zu sehen ist, kann veraltet sein</translation>
        </message>
        <message>
            <source>%1 a request</source>
            <translation>%1 je Anfrage</translation>
        </message>
        <message>
            <source>nothing spent</source>
            <translation>nichts ausgegeben</translation>
        </message>
        <message>
            <source>none in this span</source>
            <translation>keine in diesem Zeitraum</translation>
        </message>
        <message>
            <source>half of them within %1</source>
            <translation>die Hälfte in höchstens %1</translation>
        </message>
        <message>
            <source>%1 in · %2 out</source>
            <translation>%1 ein · %2 aus</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s) failed</source>
            <translation>
                <numerusform>%n Anfrage schlug fehl</numerusform>
                <numerusform>%n Anfragen schlugen fehl</numerusform>
            </translation>
        </message>
        <message>
            <source>no answers yet</source>
            <translation>noch keine Antworten</translation>
        </message>
        <message>
            <source>p50 · %1 p99</source>
            <translation>p50 · %1 p99</translation>
        </message>
        <message>
            <source>others</source>
            <translation>andere</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keines</translation>
        </message>
    </context>
    <context>
        <name>ostiary::PlaygroundPage</name>
        <message>
            <source>Playground</source>
            <translation>Spielwiese</translation>
        </message>
        <message>
            <source>System prompt</source>
            <translation>System-Prompt</translation>
        </message>
        <message>
            <source>How the model should behave (may stay empty)</source>
            <translation>Wie sich das Modell verhalten soll (darf leer bleiben)</translation>
        </message>
        <message>
            <source>Your message</source>
            <translation>Ihre Nachricht</translation>
        </message>
        <message>
            <source>Ask something; Ctrl-Enter sends it</source>
            <translation>Fragen Sie etwas; Strg-Eingabe sendet</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Second model</source>
            <translation>Zweites Modell</translation>
        </message>
        <message>
            <source>with a key of its own and a budget of $1</source>
            <translation>mit eigenem Schlüssel und einem Budget von $1</translation>
        </message>
        <message>
            <source>Copy as curl</source>
            <translation>Als curl kopieren</translation>
        </message>
        <message>
            <source>Most tokens of the answer</source>
            <translation>Höchstens Tokens der Antwort</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Temperatur</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>The answer appears here as it comes.</source>
            <translation>Die Antwort erscheint hier, während sie kommt.</translation>
        </message>
        <message>
            <source>Playground %1</source>
            <translation>Spielwiese %1</translation>
        </message>
        <message>
            <source>No key could be made: %1</source>
            <translation>Es konnte kein Schlüssel angelegt werden: %1</translation>
        </message>
        <message>
            <source>Asking %1…</source>
            <translation>Frage %1…</translation>
        </message>
        <message>
            <source>Stopped; what had come so far is paid for.</source>
            <translation>Angehalten; was bis dahin kam, ist bezahlt.</translation>
        </message>
        <message>
            <source>%1 tokens</source>
            <translation>%1 Tokens</translation>
        </message>
        <message>
            <source>first token after %1</source>
            <translation>erstes Token nach %1</translation>
        </message>
        <message>
            <source>%1 tokens/s</source>
            <translation>%1 Tokens/s</translation>
        </message>
    </context>
    <context>
        <name>ostiary::RequestsPage</name>
        <message>
            <source>authenticate</source>
            <translation>anmelden</translation>
        </message>
        <message>
            <source>parse</source>
            <translation>lesen</translation>
        </message>
        <message>
            <source>rights</source>
            <translation>Rechte</translation>
        </message>
        <message>
            <source>budget hold</source>
            <translation>Budget vormerken</translation>
        </message>
        <message>
            <source>rate limit</source>
            <translation>Ratenlimit</translation>
        </message>
        <message>
            <source>route</source>
            <translation>Weg wählen</translation>
        </message>
        <message>
            <source>adapt and send</source>
            <translation>anpassen, senden</translation>
        </message>
        <message>
            <source>provider</source>
            <translation>Anbieter</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>Strom</translation>
        </message>
        <message>
            <source>settle, record</source>
            <translation>abrechnen, eintragen</translation>
        </message>
        <message>
            <source>'since' takes a span such as 15m, 1h or 7d</source>
            <translation>'since' braucht eine Spanne wie 15m, 1h oder 7d</translation>
        </message>
        <message>
            <source>'%1' is no field; there are model, team, user, key, deployment, status, error, since and is:failed</source>
            <translation>'%1' ist kein Feld; es gibt model, team, user, key, deployment, status, error, since und is:failed</translation>
        </message>
        <message>
            <source>Write field:value, for example model:sim status:429 since:1h</source>
            <translation>Schreiben Sie Feld:Wert, zum Beispiel model:sim status:429 since:1h</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Anfragen</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>New requests appear by themselves; pause to read on in peace</source>
            <translation>Neue Anfragen erscheinen von selbst; pausieren Sie, um in Ruhe zu lesen</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <source>model:… status:429 since:1h is:failed</source>
            <translation>model:… status:429 since:1h is:failed</translation>
        </message>
        <message>
            <source>Filter requests</source>
            <translation>Anfragen filtern</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <source>No requests here. Every request through the gateway appears the moment it ends, with its cost and where its time went.</source>
            <translation>Hier sind keine Anfragen. Jede Anfrage durch das Gateway erscheint, sobald sie endet, mit ihren Kosten und wohin ihre Zeit ging.</translation>
        </message>
        <message>
            <source>Copy id</source>
            <translation>Kennung kopieren</translation>
        </message>
        <message>
            <source>%1 for %2</source>
            <translation>%1 für %2</translation>
        </message>
        <message>
            <source>Route: %1.</source>
            <translation>Weg: %1.</translation>
        </message>
        <message>
            <source>Try %1: %2 / %3 answered %4, %5 tokens, %6.</source>
            <translation>Versuch %1: %2 / %3 antwortete %4, %5 Tokens, %6.</translation>
        </message>
        <message>
            <source>Export the requests shown</source>
            <translation>Die gezeigten Anfragen exportieren</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV-Dateien (*.csv)</translation>
        </message>
        <message>
            <source>%1 could not be written: %2</source>
            <translation>%1 konnte nicht geschrieben werden: %2</translation>
        </message>
        <message>
            <source>Refused after %1, before any provider was asked: %2.</source>
            <translation>Abgewiesen nach %1, bevor ein Anbieter gefragt wurde: %2.</translation>
        </message>
    </context>
    <context>
        <name>ostiary::SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>as the desktop</source>
            <translation>wie der Desktop</translation>
        </message>
        <message>
            <source>light</source>
            <translation>hell</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>dunkel</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>as the system</source>
            <translation>wie das System</translation>
        </message>
        <message>
            <source>holds from the next start on</source>
            <translation>gilt ab dem nächsten Start</translation>
        </message>
        <message>
            <source>Gateway</source>
            <translation>Gateway</translation>
        </message>
        <message>
            <source>Embedded in this application, version %1</source>
            <translation>In dieser Anwendung eingebettet, Version %1</translation>
        </message>
        <message>
            <source>%1, version %2</source>
            <translation>%1, Version %2</translation>
        </message>
        <message>
            <source>Models are called at %1/v1</source>
            <translation>Modelle werden unter %1/v1 aufgerufen</translation>
        </message>
        <message numerus="yes">
            <source>%n engine thread(s)</source>
            <translation>
                <numerusform>%n Engine-Thread</numerusform>
                <numerusform>%n Engine-Threads</numerusform>
            </translation>
        </message>
        <message>
            <source>Runs since %1</source>
            <translation>Läuft seit %1</translation>
        </message>
    </context>
    <context>
        <name>ostiary::Table</name>
        <message>
            <source>This list could not be read: %1</source>
            <translation>Diese Liste konnte nicht gelesen werden: %1</translation>
        </message>
    </context>
    <context>
        <name>ostiary::Waterfall</name>
        <message>
            <source>Stages of the request</source>
            <translation>Abschnitte der Anfrage</translation>
        </message>
    </context>
</TS>
