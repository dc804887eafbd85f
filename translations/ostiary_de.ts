<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Chart</name>
    <message>
        <source>Nothing in this span yet</source>
        <translation>In diesem Zeitraum noch nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
</context>
<context>
    <name>CodeWords</name>
    <message>
        <source>bad request</source>
        <translation>fehlerhafte Anfrage</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>unbekannter Schlüssel</translation>
    </message>
    <message>
        <source>key expired</source>
        <translation>Schlüssel abgelaufen</translation>
    </message>
    <message>
        <source>key blocked</source>
        <translation>Schlüssel gesperrt</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>model not allowed</source>
        <translation>Modell nicht erlaubt</translation>
    </message>
    <message>
        <source>unknown model</source>
        <translation>unbekanntes Modell</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>method not allowed</source>
        <translation>Methode nicht erlaubt</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>client too slow</source>
        <translation>Client zu langsam</translation>
    </message>
    <message>
        <source>request too large</source>
        <translation>Anfrage zu groß</translation>
    </message>
    <message>
        <source>address too long</source>
        <translation>Adresse zu lang</translation>
    </message>
    <message>
        <source>headers too large</source>
        <translation>Kopfzeilen zu groß</translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>kein JSON</translation>
    </message>
    <message>
        <source>expectation failed</source>
        <translation>Erwartung nicht erfüllt</translation>
    </message>
    <message>
        <source>budget exceeded</source>
        <translation>Budget überschritten</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>all resting</source>
        <translation>alle ruhen</translation>
    </message>
    <message>
        <source>provider refused</source>
        <translation>Anbieter lehnt ab</translation>
    </message>
    <message>
        <source>provider failed</source>
        <translation>Anbieter ausgefallen</translation>
    </message>
    <message>
        <source>provider too slow</source>
        <translation>Anbieter zu langsam</translation>
    </message>
    <message>
        <source>gateway full</source>
        <translation>Gateway voll</translation>
    </message>
    <message>
        <source>gateway ending</source>
        <translation>Gateway endet</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>interner Fehler</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>HTTP-Version</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Settled as the provider counted</source>
        <translation>Abgerechnet, wie der Anbieter zählte</translation>
    </message>
    <message>
        <source>Estimated: the provider told no usage</source>
        <translation>Geschätzt: der Anbieter nannte keinen Verbrauch</translation>
    </message>
    <message>
        <source>Ambiguous: the provider may have billed it</source>
        <translation>Ungewiss: der Anbieter hat es vielleicht berechnet</translation>
    </message>
    <message>
        <source>Interrupted by the end of the gateway</source>
        <translation>Durch das Ende des Gateways unterbrochen</translation>
    </message>
    <message>
        <source>the only deployment of this model</source>
        <translation>das einzige Deployment dieses Modells</translation>
    </message>
    <message>
        <source>by weight %1 of %2; %3 of %4 deployments are in service</source>
        <translation>nach Gewicht %1 von %2; %3 von %4 Deployments sind in Betrieb</translation>
    </message>
    <message>
        <source>all %1 deployments rest or are full; the first one to recover</source>
        <translation>alle %1 Deployments ruhen oder sind ausgelastet; das erste, das wiederkommt</translation>
    </message>
    <message>
        <source>%1; try %2 after “%3”</source>
        <translation>%1; Versuch %2 nach „%3“</translation>
    </message>
    <message>
        <source>An address and a port, for example 127.0.0.1:4000</source>
        <translation>Eine Adresse und ein Port, zum Beispiel 127.0.0.1:4000</translation>
    </message>
    <message>
        <source>A plain address without blanks and without a user name; a key goes into its own field</source>
        <translation>Eine einfache Adresse ohne Leerzeichen und ohne Benutzernamen; ein Schlüssel gehört in sein eigenes Feld</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://</source>
        <translation>Die Adresse muss mit http:// oder https:// beginnen</translation>
    </message>
    <message>
        <source>This provider has no address of its own; enter one</source>
        <translation>Dieser Anbieter hat keine eigene Adresse; geben Sie eine ein</translation>
    </message>
    <message>
        <source>This needs the administrator&apos;s key</source>
        <translation>Dafür ist der Schlüssel des Administrators nötig</translation>
    </message>
    <message>
        <source>An amount that is not negative</source>
        <translation>Ein Betrag, der nicht negativ ist</translation>
    </message>
    <message>
        <source>The certificate cannot be used: {why}</source>
        <translation>Das Zertifikat ist nicht zu gebrauchen: {why}</translation>
    </message>
    <message>
        <source>There is no credential called “{credential}” in the file</source>
        <translation>Zugangsdaten mit dem Namen „{credential}“ gibt es in der Datei nicht</translation>
    </message>
    <message>
        <source>Revision {revision} changed the same object later; take that back first</source>
        <translation>Revision {revision} hat dasselbe Objekt später geändert; nehmen Sie zuerst diese zurück</translation>
    </message>
    <message>
        <source>A number with s, m, h or d, for example 30d</source>
        <translation>Eine Zahl mit s, m, h oder d, zum Beispiel 30d</translation>
    </message>
    <message>
        <source>The entry has no usable “{field}”</source>
        <translation>Der Eintrag hat kein brauchbares „{field}“</translation>
    </message>
    <message>
        <source>“{field}” pauses it</source>
        <translation>„{field}“ setzt ihn aus</translation>
    </message>
    <message>
        <source>“{field}” is no known setting; was “{meant}” meant?</source>
        <translation>„{field}“ ist keine bekannte Einstellung; war „{meant}“ gemeint?</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>The gateway is shutting down</source>
        <translation>Das Gateway wird beendet</translation>
    </message>
    <message>
        <source>An extra header has a name or a value that is none</source>
        <translation>Eine zusätzliche Kopfzeile hat einen unmöglichen Namen oder Wert</translation>
    </message>
    <message>
        <source>Another key has the name “{alias}”</source>
        <translation>Ein anderer Schlüssel heißt schon „{alias}“</translation>
    </message>
    <message>
        <source>A key has no blanks or line breaks; was a line too much copied?</source>
        <translation>Ein Schlüssel hat keine Leerzeichen oder Zeilenumbrüche; wurde eine Zeile zu viel kopiert?</translation>
    </message>
    <message>
        <source>The stored key is not sent to another host: enter the key for this address</source>
        <translation>Der gespeicherte Schlüssel geht an keinen anderen Rechner: geben Sie den Schlüssel für diese Adresse ein</translation>
    </message>
    <message>
        <source>This key exists already</source>
        <translation>Diesen Schlüssel gibt es schon</translation>
    </message>
    <message>
        <source>The provider key cannot be unsealed; enter it again</source>
        <translation>Der Schlüssel des Anbieters lässt sich nicht entsiegeln; geben Sie ihn neu ein</translation>
    </message>
    <message>
        <source>The ledger could not be read; the gateway&apos;s log says why. Nothing was changed</source>
        <translation>Das Hauptbuch konnte nicht gelesen werden; warum, steht im Protokoll des Gateways. Nichts wurde geändert</translation>
    </message>
    <message>
        <source>A list of names</source>
        <translation>Eine Liste von Namen</translation>
    </message>
    <message>
        <source>Names with values, as name: value</source>
        <translation>Namen mit Werten, wie name: wert</translation>
    </message>
    <message>
        <source>Its limit of requests or tokens is 0</source>
        <translation>Seine Grenze für Anfragen oder Token ist 0</translation>
    </message>
    <message>
        <source>There is no such deployment any more</source>
        <translation>Dieses Deployment gibt es nicht mehr</translation>
    </message>
    <message>
        <source>There is no such key any more</source>
        <translation>Diesen Schlüssel gibt es nicht mehr</translation>
    </message>
    <message>
        <source>There is no such model any more</source>
        <translation>Dieses Modell gibt es nicht mehr</translation>
    </message>
    <message>
        <source>There is no such provider any more</source>
        <translation>Diesen Anbieter gibt es nicht mehr</translation>
    </message>
    <message>
        <source>There is no such request; the newest appear within a moment</source>
        <translation>Diese Anfrage gibt es nicht; die neuesten erscheinen gleich</translation>
    </message>
    <message>
        <source>There is no such revision</source>
        <translation>Diese Revision gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such user any more</source>
        <translation>Diesen Nutzer gibt es nicht mehr</translation>
    </message>
    <message>
        <source>An object of JSON</source>
        <translation>Ein JSON-Objekt</translation>
    </message>
    <message>
        <source>It is for other environments: {variable} of the gateway is none of “{field}”</source>
        <translation>Er ist für andere Umgebungen: {variable} des Gateways steht nicht unter „{field}“</translation>
    </message>
    <message>
        <source>A key of your own must begin with sk- and have at least 16 characters</source>
        <translation>Ein eigener Schlüssel muss mit sk- beginnen und mindestens 16 Zeichen haben</translation>
    </message>
    <message>
        <source>A price in dollars for a million tokens</source>
        <translation>Ein Preis in Dollar für eine Million Tokens</translation>
    </message>
    <message>
        <source>{address} answered HTTP {status}. {said}</source>
        <translation>{address} antwortete mit HTTP {status}. {said}</translation>
    </message>
    <message>
        <source>{address} broke the answer off. {said}</source>
        <translation>{address} brach die Antwort ab. {said}</translation>
    </message>
    <message>
        <source>{address} answered with something that is no list of models; is the address complete, with /v1?</source>
        <translation>{address} antwortete mit etwas, das keine Liste von Modellen ist; ist die Adresse vollständig, mit /v1?</translation>
    </message>
    <message>
        <source>Models are called through it: {models}. Delete them first, or give them another provider</source>
        <translation>Darüber werden Modelle aufgerufen: {models}. Löschen Sie zuerst diese, oder geben Sie ihnen einen anderen Anbieter</translation>
    </message>
    <message>
        <source>{address} is not reached. {said}</source>
        <translation>{address} ist nicht erreichbar. {said}</translation>
    </message>
    <message>
        <source>The provider refused the key (HTTP {status}). {said}</source>
        <translation>Der Anbieter lehnt den Schlüssel ab (HTTP {status}). {said}</translation>
    </message>
    <message>
        <source>{address} did not answer in time</source>
        <translation>{address} antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>Several providers have a model called {model}; write which one: {candidates}</source>
        <translation>Mehrere Anbieter haben ein Modell namens {model}; schreiben Sie, welchen Sie meinen: {candidates}</translation>
    </message>
    <message>
        <source>{provider} is not spoken yet; where it has an address that speaks OpenAI&apos;s dialect, enter that as an OpenAI-compatible server</source>
        <translation>{provider} wird noch nicht gesprochen; wo es eine Adresse hat, die OpenAIs Dialekt spricht, tragen Sie diese als OpenAI-kompatiblen Server ein</translation>
    </message>
    <message>
        <source>No provider is known for {model}; write PROVIDER/{model}</source>
        <translation>Zu {model} ist kein Anbieter bekannt; schreiben Sie ANBIETER/{model}</translation>
    </message>
    <message>
        <source>This provider is not known</source>
        <translation>Dieser Anbieter ist nicht bekannt</translation>
    </message>
    <message>
        <source>The store could not be written; nothing was changed. Is the disk full?</source>
        <translation>Der Speicher konnte nicht geschrieben werden; nichts wurde geändert. Ist die Platte voll?</translation>
    </message>
    <message>
        <source>The gateway does not know the field “{field}”; is it of another version?</source>
        <translation>Das Gateway kennt das Feld „{field}“ nicht; hat es eine andere Version?</translation>
    </message>
    <message>
        <source>What the provider calls the model is missing</source>
        <translation>Es fehlt, wie der Anbieter das Modell nennt</translation>
    </message>
    <message>
        <source>An import reads “{field}” from no variable; write the value itself</source>
        <translation>Ein Import liest „{field}“ aus keiner Variablen; schreiben Sie den Wert selbst hin</translation>
    </message>
    <message>
        <source>A whole number from {least} to {most}</source>
        <translation>Eine ganze Zahl von {least} bis {most}</translation>
    </message>
    <message>
        <source>This is managed by the {by} and can only be changed or removed there</source>
        <translation>Das wird hier verwaltet: {by}; nur dort kann es geändert oder entfernt werden</translation>
    </message>
    <message>
        <source>This is set by the {by} and can only be changed there</source>
        <translation>Das ist hier gesetzt: {by}; nur dort kann es geändert werden</translation>
    </message>
    <message>
        <source>A single value</source>
        <translation>Ein einzelner Wert</translation>
    </message>
    <message>
        <source>“{field}” cannot be kept to here, and without it other requests would be answered than was meant</source>
        <translation>„{field}“ kann hier nicht eingehalten werden, und ohne das würden andere Anfragen beantwortet als gemeint</translation>
    </message>
    <message>
        <source>A text of at most {most} bytes</source>
        <translation>Ein Text von höchstens {most} Bytes</translation>
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
        <source>command line</source>
        <translation>Kommandozeile</translation>
    </message>
    <message>
        <source>program itself</source>
        <translation>Programm selbst</translation>
    </message>
    <message>
        <source>There are too many requests to sort; choose fewer, for example with since:1d</source>
        <translation>Das sind zu viele Anfragen zum Sortieren; wählen Sie weniger, zum Beispiel mit since:1d</translation>
    </message>
    <message>
        <source>This cannot be taken back: it changed nothing that can be as it was</source>
        <translation>Das lässt sich nicht zurücknehmen: es hat nichts geändert, das wieder werden kann, wie es war</translation>
    </message>
    <message>
        <source>The store could not be read; the gateway&apos;s log says why. Nothing was changed</source>
        <translation>Der Speicher konnte nicht gelesen werden; warum, steht im Protokoll des Gateways. Nichts wurde geändert</translation>
    </message>
    <message>
        <source>A text</source>
        <translation>Ein Text</translation>
    </message>
    <message>
        <source>“{field}” limits what a key may do, and this gateway does not keep that limit; leave it out</source>
        <translation>„{field}“ begrenzt, was ein Schlüssel darf, und dieses Gateway hält die Grenze nicht ein; lassen Sie es weg</translation>
    </message>
    <message>
        <source>“{field}” stands twice in what was sent</source>
        <translation>„{field}“ steht zweimal in dem, was gesendet wurde</translation>
    </message>
    <message>
        <source>A list of at most {most} entries</source>
        <translation>Eine Liste mit höchstens {most} Einträgen</translation>
    </message>
    <message>
        <source>Someone else changed this meanwhile (revision {revision}); look at it again before you save</source>
        <translation>Das wurde inzwischen geändert (Revision {revision}); sehen Sie es noch einmal an, bevor Sie speichern</translation>
    </message>
    <message>
        <source>The environment variable {variable} is not set where the gateway runs</source>
        <translation>Die Umgebungsvariable {variable} ist dort, wo das Gateway läuft, nicht gesetzt</translation>
    </message>
    <message>
        <source>{variable} is no variable in which a provider’s key is kept</source>
        <translation>{variable} ist keine Variable, in der der Schlüssel eines Anbieters steht</translation>
    </message>
    <message>
        <source>The models of a team need a team</source>
        <translation>Die Modelle eines Teams brauchen ein Team</translation>
    </message>
    <message>
        <source>“{route}” is neither a path nor a known group of routes</source>
        <translation>„{route}“ ist weder ein Pfad noch eine bekannte Gruppe von Routen</translation>
    </message>
    <message>
        <source>Too many wrong admin keys came from this address; try again in {seconds} s</source>
        <translation>Von dieser Adresse kamen zu viele falsche Admin-Schlüssel; versuchen Sie es in {seconds} s wieder</translation>
    </message>
    <message>
        <source>The admin key is not taken in the clear from another machine; use TLS</source>
        <translation>Der Admin-Schlüssel wird von einem anderen Rechner nicht unverschlüsselt angenommen; verwenden Sie TLS</translation>
    </message>
    <message>
        <source>changed meanwhile</source>
        <translation>inzwischen geändert</translation>
    </message>
    <message>
        <source>A name has no line breaks, control characters, marks of direction or blanks at its ends</source>
        <translation>Ein Name hat keine Zeilenumbrüche, Steuer- oder Richtungszeichen und keine Leerzeichen am Anfang oder Ende</translation>
    </message>
    <message>
        <source>own limit</source>
        <translation>eigenes Limit</translation>
    </message>
    <message>
        <source>provider’s limit</source>
        <translation>Limit des Anbieters</translation>
    </message>
    <message>
        <source>the gateway is not reached</source>
        <translation>das Gateway ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the gateway does not take the admin key</source>
        <translation>das Gateway nimmt den Admin-Schlüssel nicht an</translation>
    </message>
    <message>
        <source>The gateway does not take the key: it is blocked</source>
        <translation>Das Gateway nimmt den Schlüssel nicht an: Er ist gesperrt</translation>
    </message>
    <message>
        <source>The gateway does not take the key: it has expired</source>
        <translation>Das Gateway nimmt den Schlüssel nicht an: Er ist abgelaufen</translation>
    </message>
    <message>
        <source>The gateway does not take the key</source>
        <translation>Das Gateway nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>The gateway is making too many lists at once; try again in a moment</source>
        <translation>Das Gateway erstellt zu viele Listen auf einmal; versuchen Sie es gleich noch einmal</translation>
    </message>
</context>
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
        <source>Resting, %1</source>
        <translation>Pausiert, %1</translation>
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
    <message>
        <source>Disabled</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message numerus="yes">
        <source>%n resting</source>
        <translation>
            <numerusform>%n ruht</numerusform>
            <numerusform>%n ruhen</numerusform>
        </translation>
    </message>
    <message>
        <source>its models</source>
        <translation>seine Modelle</translation>
    </message>
    <message>
        <source>list of %1</source>
        <translation>Liste vom %1</translation>
    </message>
    <message>
        <source>set here</source>
        <translation>hier gesetzt</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>self-hosted</source>
        <translation>selbst betrieben</translation>
    </message>
    <message>
        <source>simulator</source>
        <translation>Simulator</translation>
    </message>
    <message>
        <source>Price: %1</source>
        <translation>Preis: %1</translation>
    </message>
    <message>
        <source>Without a price it is refused under a budget</source>
        <translation>Ohne Preis wird es unter einem Budget abgelehnt</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>Simulator</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI-kompatibler Server</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Zusätzlich</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>Letzte 24 h</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) in the last 24 hours</source>
        <translation>
            <numerusform>%n Anfrage in den letzten 24 Stunden</numerusform>
            <numerusform>%n Anfragen in den letzten 24 Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>No call since the gateway&apos;s start</source>
        <translation>Seit dem Start des Gateways nicht aufgerufen</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Schlägt fehl</translation>
    </message>
    <message>
        <source>Failing, %1 of %2</source>
        <translation>Schlagen fehl: %1 von %2</translation>
    </message>
    <message>
        <source>counted as %1</source>
        <translation>gezählt als %1</translation>
    </message>
    <message>
        <source>%1, within the user&apos;s</source>
        <translation>%1, im Rahmen des Nutzers</translation>
    </message>
    <message>
        <source>The user may call: %1</source>
        <translation>Der Nutzer darf aufrufen: %1</translation>
    </message>
    <message>
        <source>Spent (%1)</source>
        <translation>Ausgegeben (%1)</translation>
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
        <translation>Eine ganze Zahl, zum Beispiel 60</translation>
    </message>
    <message>
        <source>This is needed</source>
        <translation>Das wird gebraucht</translation>
    </message>
    <message>
        <source>A span, for example 30 days, 12 hours or 1 month</source>
        <translation>Eine Spanne, zum Beispiel 30 Tage, 12 Stunden oder 1 Monat</translation>
    </message>
    <message>
        <source>An amount in dollars, for example 25 or %1</source>
        <translation>Ein Betrag in Dollar, zum Beispiel 25 oder %1</translation>
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
    <message>
        <source>&lt; %1 ms</source>
        <translation>&lt; %1 ms</translation>
    </message>
</context>
<context>
    <name>PageParts</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Nach %1 geschrieben</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>%1 is as it was before.</source>
        <translation>%1 ist, wie es vorher war.</translation>
    </message>
    <message>
        <source>The change of %1 could not be undone: %2</source>
        <translation>Die Änderung von %1 konnte nicht zurückgenommen werden: %2</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>%1 verbraucht</translation>
    </message>
    <message>
        <source>at once; can be undone</source>
        <translation>sofort; lässt sich zurücknehmen</translation>
    </message>
    <message>
        <source>asks first</source>
        <translation>fragt vorher</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message numerus="yes">
        <source>%n deployment(s)</source>
        <translation>
            <numerusform>%n Deployment</numerusform>
            <numerusform>%n Deployments</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>curl, to the clipboard</source>
        <translation>curl, in die Zwischenablage</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>asks for its models</source>
        <translation>fragt nach seinen Modellen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>opens an empty form</source>
        <translation>öffnet ein leeres Formular</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>add make create</source>
        <translation>hinzufügen anlegen erstellen</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>Neues Modell</translation>
    </message>
    <message>
        <source>New provider</source>
        <translation>Neuer Anbieter</translation>
    </message>
    <message>
        <source>Import a configuration…</source>
        <translation>Konfiguration importieren…</translation>
    </message>
    <message>
        <source>shows what would change first</source>
        <translation>zeigt vorher, was sich änderte</translation>
    </message>
    <message>
        <source>Export the configuration…</source>
        <translation>Konfiguration exportieren…</translation>
    </message>
    <message>
        <source>writes a file</source>
        <translation>schreibt eine Datei</translation>
    </message>
    <message>
        <source>Failed requests</source>
        <translation>Fehlgeschlagene Anfragen</translation>
    </message>
    <message>
        <source>Export the requests…</source>
        <translation>Anfragen exportieren…</translation>
    </message>
    <message>
        <source>as CSV</source>
        <translation>als CSV</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Colours as the desktop</source>
        <translation>Farben wie der Desktop</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>%1 entsperren</translation>
    </message>
    <message>
        <source>Rotate %1…</source>
        <translation>%1 rotieren…</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation>%1 löschen…</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 testen</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 abschalten</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Copy snippet for %1</source>
        <translation>Schnipsel für %1 kopieren</translation>
    </message>
    <message>
        <source>sends a real request for one token</source>
        <translation>stellt eine echte Anfrage nach einem Token</translation>
    </message>
    <message>
        <source>asks first where somebody loses it</source>
        <translation>fragt vorher, wenn es jemand verliert</translation>
    </message>
    <message>
        <source>from the next request on</source>
        <translation>ab der nächsten Anfrage</translation>
    </message>
    <message>
        <source>opens the form</source>
        <translation>öffnet das Formular</translation>
    </message>
    <message>
        <source>The command is in the clipboard; it reads the key from OPENAI_API_KEY.</source>
        <translation>Der Befehl ist in der Zwischenablage; er liest den Schlüssel aus OPENAI_API_KEY.</translation>
    </message>
</context>
<context>
    <name>RequestFilter</name>
    <message>
        <source>&apos;%1&apos; is a name: it can be %1:value or %1:!=value</source>
        <translation>&apos;%1&apos; ist ein Name: möglich sind %1:Wert und %1:!=Wert</translation>
    </message>
    <message>
        <source>&apos;cost&apos; takes dollars, for example cost:&gt;0.01</source>
        <translation>&apos;cost&apos; nimmt Dollar, zum Beispiel cost:&gt;0.01</translation>
    </message>
    <message>
        <source>&apos;took&apos; takes a time, for example took:&gt;2s or took:&lt;250ms</source>
        <translation>&apos;took&apos; nimmt eine Dauer, zum Beispiel took:&gt;2s oder took:&lt;250ms</translation>
    </message>
    <message>
        <source>&apos;%1&apos; takes a number, for example %1:&gt;=400</source>
        <translation>&apos;%1&apos; nimmt eine Zahl, zum Beispiel %1:&gt;=400</translation>
    </message>
    <message>
        <source>Write field:value, for example model:sim status:429 since:1h</source>
        <translation>Schreiben Sie Feld:Wert, zum Beispiel model:sim status:429 since:1h</translation>
    </message>
    <message>
        <source>&apos;%1&apos; takes a span such as 15m, 1h or 7d, or a time such as 2026-11-26T14:30</source>
        <translation>&apos;%1&apos; nimmt eine Spanne wie 15m, 1h oder 7d oder eine Zeit wie 2026-11-26T14:30</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no field; there are %2, since, until and is:failed. In quotes it is searched for.</source>
        <translation>&apos;%1&apos; ist kein Feld; es gibt %2, since, until und is:failed. In Anführungszeichen wird danach gesucht.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no error code; there are %2</source>
        <translation>&apos;%1&apos; ist kein Fehlercode; es gibt %2</translation>
    </message>
    <message>
        <source>A quotation mark is not closed</source>
        <translation>Ein Anführungszeichen ist nicht geschlossen</translation>
    </message>
</context>
<context>
    <name>WhyWords</name>
    <message>
        <source>the team %1</source>
        <translation>des Teams %1</translation>
    </message>
    <message>
        <source>the user %1</source>
        <translation>des Benutzers %1</translation>
    </message>
    <message>
        <source>the key %1</source>
        <translation>des Schlüssels %1</translation>
    </message>
    <message>
        <source>the organisation</source>
        <translation>der Organisation</translation>
    </message>
    <message>
        <source>The key’s own limit of %1 tokens a minute was reached.</source>
        <translation>Das eigene Limit des Schlüssels von %1 Tokens je Minute war erreicht.</translation>
    </message>
    <message>
        <source>The deployment’s limit of %1 tokens a minute was reached.</source>
        <translation>Das Limit des Deployments von %1 Tokens je Minute war erreicht.</translation>
    </message>
    <message>
        <source>The key’s own limit of %1 requests at once was reached.</source>
        <translation>Das eigene Limit des Schlüssels von %1 gleichzeitigen Anfragen war erreicht.</translation>
    </message>
    <message>
        <source>The deployment’s limit of %1 requests at once was reached.</source>
        <translation>Das Limit des Deployments von %1 gleichzeitigen Anfragen war erreicht.</translation>
    </message>
    <message>
        <source>The key’s own limit of %1 requests a minute was reached.</source>
        <translation>Das eigene Limit des Schlüssels von %1 Anfragen je Minute war erreicht.</translation>
    </message>
    <message>
        <source>The deployment’s limit of %1 requests a minute was reached.</source>
        <translation>Das Limit des Deployments von %1 Anfragen je Minute war erreicht.</translation>
    </message>
    <message>
        <source>The provider’s limit was reached.</source>
        <translation>Das Limit des Anbieters war erreicht.</translation>
    </message>
    <message>
        <source>There was room again from %1.</source>
        <translation>Wieder Platz war ab %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n more request(s) of the same minute were refused alike and have no row.</source>
        <translation>
            <numerusform>%n weitere Anfrage derselben Minute wurde ebenso abgelehnt und hat keine Zeile.</numerusform>
            <numerusform>%n weitere Anfragen derselben Minute wurden ebenso abgelehnt und haben keine Zeile.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client left after %1.</source>
        <translation>Der Client ging nach %1.</translation>
    </message>
    <message>
        <source>Refused after %1, before any provider was asked: %2.</source>
        <translation>Abgewiesen nach %1, bevor ein Anbieter gefragt wurde: %2.</translation>
    </message>
    <message>
        <source>Failed after %1: %2.</source>
        <translation>Gescheitert nach %1: %2.</translation>
    </message>
    <message>
        <source>The budget of %1 could not carry it.</source>
        <translation>Das Budget %1 reichte nicht dafür.</translation>
    </message>
    <message>
        <source>first token after %1</source>
        <translation>erstes Token nach %1</translation>
    </message>
    <message>
        <source>streamed</source>
        <translation>gestreamt</translation>
    </message>
    <message>
        <source>in one piece</source>
        <translation>in einem Stück</translation>
    </message>
    <message>
        <source>The gateway’s address for clients is not reached: %1</source>
        <translation>Die Adresse des Gateways für Clients ist nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>The gateway does not take the key.</source>
        <translation>Das Gateway nimmt den Schlüssel nicht an.</translation>
    </message>
    <message>
        <source>The answer was broken off.</source>
        <translation>Die Antwort wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The request was refused with HTTP %1.</source>
        <translation>Die Anfrage wurde mit HTTP %1 abgelehnt.</translation>
    </message>
    <message>
        <source>%1 In the gateway’s words: “%2”</source>
        <translation>%1 In den Worten des Gateways: „%2“</translation>
    </message>
</context>
<context>
    <name>ostiary::AlertWatcher</name>
    <message>
        <source>The ledger cannot be written</source>
        <translation>Das Hauptbuch lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Requests are refused until it can be. Is the disk full?</source>
        <translation>Bis das wieder geht, werden Anfragen abgelehnt. Ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>The gateway is not reached</source>
        <translation>Das Gateway ist nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 is tried again and again; what is shown may be out of date.</source>
        <translation>%1 wird immer wieder versucht; was zu sehen ist, kann veraltet sein.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 are spent.</source>
        <translation>%1: %2 von %3 sind ausgegeben.</translation>
    </message>
    <message>
        <source>A budget is spent</source>
        <translation>Ein Budget ist ausgeschöpft</translation>
    </message>
    <message>
        <source>A budget is nearly spent</source>
        <translation>Ein Budget ist fast ausgeschöpft</translation>
    </message>
    <message>
        <source>A model does not answer</source>
        <translation>Ein Modell antwortet nicht</translation>
    </message>
    <message>
        <source>All places where %1 is called have failed and rest for a moment.</source>
        <translation>Alle Stellen, an denen %1 aufgerufen wird, sind ausgefallen und ruhen einen Augenblick.</translation>
    </message>
</context>
<context>
    <name>ostiary::BusyBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
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
        <source>A key, model, provider, request, page or action</source>
        <translation>Ein Schlüssel, Modell, Anbieter, eine Anfrage, Seite oder Aktion</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Namen eingeben</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter opens or does it · Esc closes</source>
        <translation>↑ ↓ wählen · Enter öffnet oder tut es · Esc schließt</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ostiary::ConsoleKey</name>
    <message>
        <source>Console on %1</source>
        <translation>Konsole auf %1</translation>
    </message>
</context>
<context>
    <name>ostiary::CsvExport</name>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>%1 wird geschrieben…</translation>
    </message>
    <message>
        <source>Writing %1… %2 rows so far</source>
        <translation>%1 wird geschrieben… bisher %2 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are in %1</source>
        <translation>
            <numerusform>%n Zeile steht in %1</numerusform>
            <numerusform>%n Zeilen stehen in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not written: %2. A file of this name is as it was before.</source>
        <translation>%1 wurde nicht geschrieben: %2. Eine Datei dieses Namens ist, wie sie vorher war.</translation>
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
        <source>This gateway&apos;s certificate is not known to the system. Compare its fingerprint before you trust it.</source>
        <translation>Das System kennt das Zertifikat dieses Gateways nicht. Vergleichen Sie den Fingerabdruck, bevor Sie ihm vertrauen.</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>Diesem Zertifikat vertrauen?</translation>
    </message>
    <message>
        <source>The key could not be kept in %1; it is asked for again next time.</source>
        <translation>Der Schlüssel konnte nicht in %1 aufbewahrt werden; beim nächsten Mal wird wieder gefragt.</translation>
    </message>
    <message>
        <source>The key is not remembered</source>
        <translation>Der Schlüssel ist nicht gespeichert</translation>
    </message>
    <message>
        <source>Trust it</source>
        <translation>Ihm vertrauen</translation>
    </message>
    <message>
        <source>The keychain did not take the key; it is asked for again next time.</source>
        <translation>Der Schlüsselbund hat den Schlüssel nicht angenommen; nächstes Mal wird wieder danach gefragt.</translation>
    </message>
</context>
<context>
    <name>ostiary::DiscoverPanel</name>
    <message>
        <source>Find a model…</source>
        <translation>Modell suchen…</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Modell suchen</translation>
    </message>
    <message>
        <source>Models of the provider</source>
        <translation>Modelle des Anbieters</translation>
    </message>
    <message>
        <source>At the provider</source>
        <translation>Beim Anbieter</translation>
    </message>
    <message>
        <source>Name that clients use</source>
        <translation>Name, den Clients benutzen</translation>
    </message>
    <message>
        <source>$ / M in, out</source>
        <translation>$ / Mio. ein, aus</translation>
    </message>
    <message>
        <source>Add models</source>
        <translation>Modelle hinzufügen</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>offered as %1</source>
        <translation>angeboten als %1</translation>
    </message>
    <message>
        <source>needs a name</source>
        <translation>braucht einen Namen</translation>
    </message>
    <message>
        <source>the name is taken: it will share its requests</source>
        <translation>Name vergeben: teilt sich dessen Anfragen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n model(s)</source>
        <translation>
            <numerusform>%n Modell hinzufügen</numerusform>
            <numerusform>%n Modelle hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not added: %2</source>
        <translation>%1 wurde nicht hinzugefügt: %2</translation>
    </message>
    <message>
        <source>Write %1 to set a price of your own</source>
        <translation>%1 schreiben, um einen eigenen Preis zu setzen</translation>
    </message>
    <message>
        <source>a price is written as %1</source>
        <translation>ein Preis wird so geschrieben: %1</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Set price</source>
        <translation>Preis setzen</translation>
    </message>
    <message>
        <source>One price for all that is ticked: %1</source>
        <translation>Ein Preis für alle mit Haken: %1</translation>
    </message>
    <message>
        <source>Price of all that is ticked</source>
        <translation>Preis aller mit Haken</translation>
    </message>
</context>
<context>
    <name>ostiary::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>four steps to your first request</source>
        <translation>vier Schritte bis zur ersten Anfrage</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Ctrl-K, then “Welcome”, brings this page back</source>
        <translation>Strg-K, dann „Willkommen“, bringt diese Seite zurück</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Which models shall go through this door?</source>
        <translation>Welche Modelle sollen durch diese Tür?</translation>
    </message>
    <message>
        <source>Paste the key of a provider. It is kept sealed on this machine and never shown again.</source>
        <translation>Fügen Sie den Schlüssel eines Anbieters ein. Er bleibt versiegelt auf diesem Rechner und wird nie wieder gezeigt.</translation>
    </message>
    <message>
        <source>Key of OpenAI, Anthropic, Mistral, OpenRouter…</source>
        <translation>Schlüssel von OpenAI, Anthropic, Mistral, OpenRouter…</translation>
    </message>
    <message>
        <source>Key of a provider</source>
        <translation>Schlüssel eines Anbieters</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>whose key it is</source>
        <translation>von wem er ist</translation>
    </message>
    <message>
        <source>Test it and go on</source>
        <translation>Prüfen und weiter</translation>
    </message>
    <message>
        <source>Or use a model server on this machine</source>
        <translation>Oder einen Modellserver auf diesem Rechner</translation>
    </message>
    <message>
        <source>Looking for Ollama, vLLM, llama.cpp and LM Studio…</source>
        <translation>Suche nach Ollama, vLLM, llama.cpp und LM Studio…</translation>
    </message>
    <message>
        <source>Or just try it</source>
        <translation>Oder einfach ausprobieren</translation>
    </message>
    <message>
        <source>The built-in simulator answers like a model and costs nothing but numbers on a screen.</source>
        <translation>Der eingebaute Simulator antwortet wie ein Modell und kostet nichts als Zahlen auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Use the simulator</source>
        <translation>Simulator benutzen</translation>
    </message>
    <message>
        <source>Which of its models do you want to offer?</source>
        <translation>Welche seiner Modelle wollen Sie anbieten?</translation>
    </message>
    <message>
        <source>Prices are those of the price list; you can change them later. The name is what clients will call.</source>
        <translation>Die Preise sind die der Preisliste und lassen sich später ändern. Unter dem Namen rufen Clients das Modell auf.</translation>
    </message>
    <message>
        <source>Offer them and go on</source>
        <translation>Anbieten und weiter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Who gets the first key?</source>
        <translation>Wer bekommt den ersten Schlüssel?</translation>
    </message>
    <message>
        <source>A person, a team or a program. Its budget is hard: the request that would pass it is refused.</source>
        <translation>Eine Person, ein Team oder ein Programm. Das Budget ist hart: die Anfrage, die es überschritte, wird abgelehnt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Team (may stay empty)</source>
        <translation>Team (darf leer bleiben)</translation>
    </message>
    <message>
        <source>Budget (empty: unlimited)</source>
        <translation>Budget (leer: unbegrenzt)</translation>
    </message>
    <message>
        <source>The budget starts anew</source>
        <translation>Das Budget beginnt neu</translation>
    </message>
    <message>
        <source>every 30 days</source>
        <translation>alle 30 Tage</translation>
    </message>
    <message>
        <source>every 7 days</source>
        <translation>alle 7 Tage</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>täglich</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel anlegen</translation>
    </message>
    <message>
        <source>The key, shown this once</source>
        <translation>Der Schlüssel, nur dieses eine Mal zu sehen</translation>
    </message>
    <message>
        <source>The new key</source>
        <translation>Der neue Schlüssel</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>Der Schlüssel ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Snippet for</source>
        <translation>Codebeispiel für</translation>
    </message>
    <message>
        <source>environment variables</source>
        <translation>Umgebungsvariablen</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>Beispiel kopieren</translation>
    </message>
    <message>
        <source>Paste it into a terminal and press Enter.</source>
        <translation>In ein Terminal einfügen und Eingabe drücken.</translation>
    </message>
    <message>
        <source>Send a first request with</source>
        <translation>Erste Anfrage senden mit</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Codebeispiel</translation>
    </message>
    <message>
        <source>Waiting for the first request…</source>
        <translation>Warten auf die erste Anfrage…</translation>
    </message>
    <message>
        <source>The first request</source>
        <translation>Die erste Anfrage</translation>
    </message>
    <message>
        <source>See where its time went</source>
        <translation>Ansehen, wo die Zeit blieb</translation>
    </message>
    <message>
        <source>Asking the provider for its models…</source>
        <translation>Frage den Anbieter nach seinen Modellen…</translation>
    </message>
    <message>
        <source>None was found on the usual ports. Under Providers you can add one by its address.</source>
        <translation>Auf den üblichen Ports wurde keiner gefunden. Unter „Anbieter“ können Sie einen mit seiner Adresse hinzufügen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 with %n model(s)</source>
        <translation>
            <numerusform>%1 mit %n Modell</numerusform>
            <numerusform>%1 mit %n Modellen</numerusform>
        </translation>
    </message>
    <message>
        <source>There it is: %1 answered %2 tokens for %3 after %4.</source>
        <translation>Da ist sie: %1 hat nach %4 geantwortet, %2 Tokens für %3.</translation>
    </message>
    <message>
        <source>A request came, and was answered with %1 %2. Send another; this page goes on waiting.</source>
        <translation>Eine Anfrage kam und wurde mit %1 %2 beantwortet. Senden Sie noch eine; diese Seite wartet weiter.</translation>
    </message>
    <message>
        <source>Paste the key of a provider. The gateway keeps it sealed and never shows it again.</source>
        <translation>Fügen Sie den Schlüssel eines Anbieters ein. Das Gateway bewahrt ihn versiegelt auf und zeigt ihn nie wieder.</translation>
    </message>
    <message>
        <source>Or use a model server on the gateway&apos;s machine</source>
        <translation>Oder einen Modellserver auf dem Rechner des Gateways benutzen</translation>
    </message>
</context>
<context>
    <name>ostiary::Form</name>
    <message>
        <source>US dollars</source>
        <translation>US-Dollar</translation>
    </message>
    <message>
        <source>30d, 12h, 90m</source>
        <translation>30d, 12h, 90m</translation>
    </message>
    <message>
        <source>Discard the changes?</source>
        <translation>Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>What you changed of %1 is not saved yet.</source>
        <translation>Was Sie an „%1“ geändert haben, ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Emptied meanwhile; saving puts yours in its place.</source>
        <translation>Inzwischen geleert; Speichern setzt Ihren Wert ein.</translation>
    </message>
    <message>
        <source>Changed meanwhile to %1; saving puts yours in its place.</source>
        <translation>Inzwischen geändert zu %1; Speichern setzt Ihren Wert ein.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>ostiary::FormSaving</name>
    <message>
        <source>%1 is not saved: %2</source>
        <translation>%1 ist nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>%1 is saved; it holds from the next request on.</source>
        <translation>%1 ist gespeichert; es gilt ab der nächsten Anfrage.</translation>
    </message>
</context>
<context>
    <name>ostiary::ImportPanel</name>
    <message>
        <source>Import and export</source>
        <translation>Import und Export</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <source>drop a LiteLLM config.yaml anywhere on this window</source>
        <translation>eine config.yaml von LiteLLM irgendwo auf dieses Fenster ziehen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>What the import would change</source>
        <translation>Was der Import ändern würde</translation>
    </message>
    <message>
        <source>Import a LiteLLM configuration</source>
        <translation>Konfiguration von LiteLLM importieren</translation>
    </message>
    <message>
        <source>YAML files (*.yaml *.yml)</source>
        <translation>YAML-Dateien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>it has more than 4 MB</source>
        <translation>sie hat mehr als 4 MB</translation>
    </message>
    <message>
        <source>Taking over %1…</source>
        <translation>Übernehme %1…</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>Lese %1…</translation>
    </message>
    <message>
        <source>%1 was not imported, nothing has changed:
%2</source>
        <translation>%1 wurde nicht importiert, nichts hat sich geändert:
%2</translation>
    </message>
    <message>
        <source>is added</source>
        <translation>kommt hinzu</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>ändert sich</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>budget %1</source>
        <translation>Budget %1</translation>
    </message>
    <message>
        <source>budget %1 every %2</source>
        <translation>Budget %1, neu alle %2</translation>
    </message>
    <message>
        <source>models: %1</source>
        <translation>Modelle: %1</translation>
    </message>
    <message>
        <source>exists: its limits would change</source>
        <translation>gibt es: die Grenzen würden sich ändern</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>ist schon da</translation>
    </message>
    <message>
        <source>is left out: %1</source>
        <translation>bleibt weg: %1</translation>
    </message>
    <message>
        <source>%1 (line %2)</source>
        <translation>%1 (Zeile %2)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>another key</source>
        <translation>ein anderer Schlüssel</translation>
    </message>
    <message>
        <source>Not taken over:
%1</source>
        <translation>Nicht übernommen:
%1</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n change(s)</source>
        <translation>
            <numerusform>%n Änderung übernehmen</numerusform>
            <numerusform>%n Änderungen übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the catalogue</source>
        <translation>Katalog exportieren</translation>
    </message>
    <message>
        <source>YAML files (*.yaml)</source>
        <translation>YAML-Dateien (*.yaml)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>present</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>exists: would share its requests</source>
        <translation>gibt es schon: würde sich dessen Anfragen teilen</translation>
    </message>
    <message>
        <source>is added, and needs a key</source>
        <translation>kommt hinzu und braucht einen Schlüssel</translation>
    </message>
    <message>
        <source>missing: enter it here</source>
        <translation>fehlt: hier eingeben</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Schlüssel von %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 is taken over: %n change(s).</source>
        <translation>
            <numerusform>%1 ist übernommen: %n Änderung.</numerusform>
            <numerusform>%1 ist übernommen: %n Änderungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>Taken back, %n change(s): %1</source>
        <translation>
            <numerusform>Zurückgenommen, %n Änderung: %1</numerusform>
            <numerusform>Zurückgenommen, %n Änderungen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not taken back: %1</source>
        <translation>Nicht zurückgenommen: %1</translation>
    </message>
    <message>
        <source>needs its key: %1 cannot be read here</source>
        <translation>braucht seinen Schlüssel: %1 lässt sich hier nicht lesen</translation>
    </message>
</context>
<context>
    <name>ostiary::KeyQuestion</name>
    <message>
        <source>Remember it</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Admin key</source>
        <translation>Admin-Schlüssel</translation>
    </message>
    <message>
        <source>The gateway at %1 does not take the key. Enter its admin key</source>
        <translation>Das Gateway %1 nimmt den Schlüssel nicht an. Geben Sie seinen Admin-Schlüssel ein</translation>
    </message>
    <message>
        <source>Admin key of the gateway at %1</source>
        <translation>Admin-Schlüssel des Gateways unter %1</translation>
    </message>
    <message>
        <source>It is kept in the desktop&apos;s keychain.</source>
        <translation>Er wird im Schlüsselbund des Desktops aufbewahrt.</translation>
    </message>
    <message>
        <source>No keychain is reached here. Remembered, the key stands in the clear in %1, a file that only you can read.</source>
        <translation>Hier ist kein Schlüsselbund erreichbar. Gespeichert steht der Schlüssel im Klartext in %1, einer Datei, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
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
        <source>never</source>
        <translation>nie</translation>
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
        <source>%1 is deleted.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Erneuern…</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>Der Schlüssel ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>Beispiel kopieren</translation>
    </message>
    <message>
        <source>The snippet is in the clipboard, with the key in it.</source>
        <translation>Das Beispiel ist in der Zwischenablage, mit dem Schlüssel darin.</translation>
    </message>
    <message>
        <source>Snippet for</source>
        <translation>Codebeispiel für</translation>
    </message>
    <message>
        <source>environment variables</source>
        <translation>Umgebungsvariablen</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Codebeispiel</translation>
    </message>
    <message>
        <source>Ends after (empty: never)</source>
        <translation>Endet nach (leer: nie)</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>all; type a name to allow only some</source>
        <translation>alle; Namen eingeben, um nur einige zu erlauben</translation>
    </message>
    <message>
        <source>Budget (empty: unlimited)</source>
        <translation>Budget (leer: unbegrenzt)</translation>
    </message>
    <message>
        <source>The budget starts anew every (empty: never)</source>
        <translation>Das Budget beginnt neu alle (leer: nie)</translation>
    </message>
    <message>
        <source>per minute</source>
        <translation>pro Minute</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>gleichzeitig</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>angelegt %1</translation>
    </message>
    <message>
        <source>the key before holds until %1</source>
        <translation>der vorige gilt bis %1</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>endet %1</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>ist abgelaufen</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie bisher</translation>
    </message>
    <message>
        <source>Give %1 another key?</source>
        <translation>%1 einen neuen Schlüssel geben?</translation>
    </message>
    <message>
        <source>Budgets, limits and records stay. How long shall the old text still be let in?</source>
        <translation>Budgets, Grenzen und Aufzeichnungen bleiben. Wie lange soll der alte noch gelten?</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>Most tokens per minute</source>
        <translation>Höchstens Tokens je Minute</translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation>Schlüssel exportieren</translation>
    </message>
    <message>
        <source>the new key</source>
        <translation>der neue Schlüssel</translation>
    </message>
    <message>
        <source>The new key of %1</source>
        <translation>Der neue Schlüssel von %1</translation>
    </message>
    <message>
        <source>%1 is not changed: %2</source>
        <translation>%1 ist nicht geändert: %2</translation>
    </message>
    <message>
        <source>Blocked %1. What it had under way has ended.</source>
        <translation>%1 ist gesperrt. Was damit lief, ist beendet.</translation>
    </message>
    <message>
        <source>%1 may be used again.</source>
        <translation>%1 darf wieder verwendet werden.</translation>
    </message>
    <message>
        <source>%1 is not rotated: %2</source>
        <translation>%1 hat keinen neuen Schlüssel: %2</translation>
    </message>
    <message>
        <source>%1 is not deleted: %2</source>
        <translation>%1 ist nicht gelöscht: %2</translation>
    </message>
    <message>
        <source>Find a key</source>
        <translation>Schlüssel suchen</translation>
    </message>
    <message>
        <source>%1 spent; no budget binds this key</source>
        <translation>%1 ausgegeben; kein Budget begrenzt diesen Schlüssel</translation>
    </message>
    <message>
        <source>Its user may call no other models than %1.</source>
        <translation>Sein Nutzer darf keine anderen Modelle aufrufen als %1.</translation>
    </message>
</context>
<context>
    <name>ostiary::ListSearch</name>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>Nichts heißt „%1“.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fits what is chosen here.</source>
        <translation>Nichts passt zu dieser Auswahl.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
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
    <message numerus="yes">
        <source>%n call(s) without a valid key in 24 hours</source>
        <translation>
            <numerusform>%n Aufruf ohne gültigen Schlüssel in 24 Stunden</numerusform>
            <numerusform>%n Aufrufe ohne gültigen Schlüssel in 24 Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>The last one from %1 at %2, with %3.</source>
        <translation>Der letzte von %1 an %2, Schlüssel: %3.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Ledger up to date</source>
        <translation>Hauptbuch aktuell</translation>
    </message>
    <message>
        <source>The disk does not keep the ledger</source>
        <translation>Der Datenträger bewahrt das Hauptbuch nicht auf</translation>
    </message>
    <message>
        <source>The check of the ledger found what the gateway did not write</source>
        <translation>Die Prüfung des Hauptbuchs fand, was das Gateway nicht schrieb</translation>
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
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>a form</source>
        <translation>einem Formular</translation>
    </message>
    <message>
        <source>%1 does not take the admin key. It may have been changed there.</source>
        <translation>%1 nimmt den Admin-Schlüssel nicht an. Vielleicht wurde er dort geändert.</translation>
    </message>
    <message>
        <source>Enter another key</source>
        <translation>Anderen Schlüssel eingeben</translation>
    </message>
    <message>
        <source>The gateway is version %1, this console %2. What one knows and the other does not is not shown; bring both to the same version.</source>
        <translation>Das Gateway hat Version %1, diese Konsole %2. Was nur eines von beiden kennt, ist nicht zu sehen; bringen Sie beide auf dieselbe Version.</translation>
    </message>
    <message>
        <source>%1 does not take the key</source>
        <translation>%1 nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>Quit Ostiary?</source>
        <translation>Ostiary beenden?</translation>
    </message>
    <message>
        <source>The gateway runs inside this window and ends with it, for everybody who uses it. Requests under way have ten seconds to end; new ones are refused.</source>
        <translation>Das Gateway läuft in diesem Fenster und endet mit ihm, für alle, die es benutzen. Laufende Anfragen haben zehn Sekunden Zeit, neue werden abgewiesen.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Ledger: unknown</source>
        <translation>Hauptbuch: unbekannt</translation>
    </message>
    <message>
        <source>opens everything by its name</source>
        <translation>öffnet alles bei seinem Namen</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Strg+1 … Strg+9</translation>
    </message>
    <message>
        <source>the pages</source>
        <translation>die Seiten</translation>
    </message>
    <message>
        <source>search in the list; Esc goes back to it</source>
        <translation>in der Liste suchen; Esc führt zu ihr zurück</translation>
    </message>
    <message>
        <source>a new key, model or provider</source>
        <translation>ein neuer Schlüssel, ein neues Modell, ein neuer Anbieter</translation>
    </message>
    <message>
        <source>saves the form</source>
        <translation>speichert das Formular</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>presses the button that has the focus; in a field, the one that its form is for</source>
        <translation>drückt den Knopf, der den Fokus hat; in einem Feld den, zu dem sein Formular da ist</translation>
    </message>
    <message>
        <source>copies the chosen rows, for a spreadsheet</source>
        <translation>kopiert die gewählten Zeilen, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>this list</source>
        <translation>diese Liste</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 is not reached; trying again. What is shown may be out of date.</source>
        <translation>%1 ist nicht erreichbar; es wird weiter versucht. Was zu sehen ist, kann veraltet sein.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing is asked of it.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut; es wird nichts von ihm erfragt.</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut</translation>
    </message>
    <message>
        <source>deletes the chosen row, after a question</source>
        <translation>löscht die gewählte Zeile, nach einer Frage</translation>
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
        <source>Address (empty: the provider&apos;s own)</source>
        <translation>Adresse (leer: die des Anbieters)</translation>
    </message>
    <message>
        <source>Key of the provider (is never shown again)</source>
        <translation>Schlüssel des Anbieters (bleibt geheim)</translation>
    </message>
    <message>
        <source>Most requests per minute</source>
        <translation>Höchstens Anfragen je Minute</translation>
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
        <source>New model</source>
        <translation>Neues Modell</translation>
    </message>
    <message>
        <source>a second deployment of a name shares its requests by weight</source>
        <translation>ein zweites Deployment eines Namens teilt dessen Anfragen nach Gewicht</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Discover…</source>
        <translation>Entdecken…</translation>
    </message>
    <message>
        <source>See what a provider has, and add many at once</source>
        <translation>Ansehen, was ein Anbieter hat, und viele auf einmal hinzufügen</translation>
    </message>
    <message>
        <source>the new model</source>
        <translation>dem neuen Modell</translation>
    </message>
    <message>
        <source>Called through</source>
        <translation>Aufgerufen über</translation>
    </message>
    <message>
        <source>an address of its own</source>
        <translation>eine eigene Adresse</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>of this name&apos;s requests</source>
        <translation>der Anfragen dieses Namens</translation>
    </message>
    <message>
        <source>Price of input</source>
        <translation>Preis der Eingabe</translation>
    </message>
    <message>
        <source>$ per million tokens</source>
        <translation>$ pro Mio. Tokens</translation>
    </message>
    <message>
        <source>Price of output</source>
        <translation>Preis der Ausgabe</translation>
    </message>
    <message>
        <source>per minute</source>
        <translation>pro Minute</translation>
    </message>
    <message>
        <source>Most requests at once</source>
        <translation>Höchstens gleichzeitig</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>gleichzeitig</translation>
    </message>
    <message>
        <source>Largest output</source>
        <translation>Größte Ausgabe</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>weighted, then fall back</source>
        <translation>nach Gewicht, dann Ausweichen</translation>
    </message>
    <message>
        <source>Sends a real request for one token to the chosen deployment</source>
        <translation>Sendet dem gewählten Deployment eine echte Anfrage nach einem Token</translation>
    </message>
    <message>
        <source>Without a price it is refused under a budget.</source>
        <translation>Ohne Preis wird es unter einem Budget abgelehnt.</translation>
    </message>
    <message>
        <source>These prices were set here; empty fields go back to the list&apos;s.</source>
        <translation>Diese Preise wurden hier gesetzt; leere Felder nehmen wieder die der Liste.</translation>
    </message>
    <message>
        <source>Price of %1; what is written here goes before it.</source>
        <translation>Preis: %1; was hier steht, geht vor.</translation>
    </message>
    <message>
        <source>from: %1; read-only here</source>
        <translation>%1; nur lesbar</translation>
    </message>
    <message>
        <source>Without prices of your own those of the price list hold.</source>
        <translation>Ohne eigene Preise gelten die der Preisliste.</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>give it another name, or another place under the same name</source>
        <translation>geben Sie ihr einen anderen Namen oder einen anderen Ort unter demselben</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>%1 is called again.</source>
        <translation>%1 wird wieder aufgerufen.</translation>
    </message>
    <message>
        <source>%1 is not called any more at this place.</source>
        <translation>%1 wird an dieser Stelle nicht mehr aufgerufen.</translation>
    </message>
    <message>
        <source>You can undo this.</source>
        <translation>Sie können es rückgängig machen.</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Asking for one token…</source>
        <translation>Frage nach einem Token…</translation>
    </message>
    <message>
        <source>No key could be made: %1</source>
        <translation>Es konnte kein Schlüssel angelegt werden: %1</translation>
    </message>
    <message>
        <source>Waiting for the provider&apos;s answer…</source>
        <translation>Warten auf die Antwort des Anbieters…</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>Der Test wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>It answered after %1</source>
        <translation>Antwort nach %1</translation>
    </message>
    <message>
        <source>It answered “%1” after %2</source>
        <translation>Antwort „%1“ nach %2</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>Export the models</source>
        <translation>Modelle exportieren</translation>
    </message>
    <message>
        <source>Export the deployments of this model</source>
        <translation>Deployments dieses Modells exportieren</translation>
    </message>
    <message>
        <source>%1 is not changed: %2</source>
        <translation>%1 ist nicht geändert: %2</translation>
    </message>
    <message>
        <source>%1 is not deleted: %2</source>
        <translation>%1 ist nicht gelöscht: %2</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Modell suchen</translation>
    </message>
    <message>
        <source>Disable %1?</source>
        <translation>%1 abschalten?</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 abschalten</translation>
    </message>
</context>
<context>
    <name>ostiary::Navigation</name>
    <message>
        <source>Find anything by its name</source>
        <translation>Alles beim Namen finden</translation>
    </message>
</context>
<context>
    <name>ostiary::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
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
        <source>No keys yet. Each key can have a budget that is never passed.</source>
        <translation>Noch keine Schlüssel. Jeder kann ein Budget haben, das nie überschritten wird.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
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
    <message>
        <source>US dollars, each minute</source>
        <translation>US-Dollar, je Minute</translation>
    </message>
    <message>
        <source>US dollars, each half hour</source>
        <translation>US-Dollar, je halbe Stunde</translation>
    </message>
    <message>
        <source>US dollars, each three hours</source>
        <translation>US-Dollar, je drei Stunden</translation>
    </message>
    <message>
        <source>US dollars, each half day</source>
        <translation>US-Dollar, je halben Tag</translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation>Schlüssel exportieren</translation>
    </message>
    <message>
        <source>Export the models</source>
        <translation>Modelle exportieren</translation>
    </message>
    <message>
        <source>keys, the nearest to their limit first</source>
        <translation>Schlüssel, die ihrer Grenze nächsten zuerst</translation>
    </message>
    <message>
        <source>failing ones first, then by requests of the last day</source>
        <translation>fehlschlagende zuerst, dann nach Anfragen des letzten Tages</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>the admin key is not accepted</source>
        <translation>der Admin-Schlüssel wird nicht angenommen</translation>
    </message>
    <message>
        <source>the admin key is not accepted any more</source>
        <translation>der Admin-Schlüssel wird nicht mehr angenommen</translation>
    </message>
    <message>
        <source>%1; the figures are of %2</source>
        <translation>%1; die Zahlen sind von %2</translation>
    </message>
</context>
<context>
    <name>ostiary::PlainLabel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
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
    <message>
        <source>Asks a second model the same, side by side</source>
        <translation>Fragt ein zweites Modell dasselbe, nebeneinander</translation>
    </message>
    <message>
        <source>Copy as code</source>
        <translation>Als Code kopieren</translation>
    </message>
    <message>
        <source>Images sent with the message</source>
        <translation>Bilder zur Nachricht</translation>
    </message>
    <message>
        <source>Add image…</source>
        <translation>Bild hinzufügen…</translation>
    </message>
    <message>
        <source>Or drop it here; Delete takes a chosen one away</source>
        <translation>Oder hierher ziehen; Entf nimmt ein gewähltes weg</translation>
    </message>
    <message>
        <source>Images for the model</source>
        <translation>Bilder für das Modell</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.webp *.gif)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.gif)</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>A number from 0 to 2</source>
        <translation>Eine Zahl von 0 bis 2</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>this console&apos;s own, $1 a day</source>
        <translation>der eigene dieser Konsole, 1 $ am Tag</translation>
    </message>
    <message>
        <source>another key…</source>
        <translation>ein anderer Schlüssel…</translation>
    </message>
    <message>
        <source>The key to ask with</source>
        <translation>Schlüssel, mit dem gefragt wird</translation>
    </message>
    <message>
        <source>%1 is not sent: it must be an image of at most 10 MB that can be read.</source>
        <translation>%1 wird nicht gesendet: es muss ein lesbares Bild von höchstens 10 MB sein.</translation>
    </message>
    <message>
        <source>with the key you choose, within its limits</source>
        <translation>mit dem gewählten Schlüssel, in dessen Grenzen</translation>
    </message>
    <message>
        <source>with a key of this console&apos;s own</source>
        <translation>mit einem eigenen Schlüssel dieser Konsole</translation>
    </message>
    <message>
        <source>sk-your-key</source>
        <translation>sk-ihr-schluessel</translation>
    </message>
    <message>
        <source>The code is in the clipboard; put a key into it.</source>
        <translation>Der Code ist in der Zwischenablage; setzen Sie einen Schlüssel ein.</translation>
    </message>
    <message>
        <source>0 to 2</source>
        <translation>0 bis 2</translation>
    </message>
    <message>
        <source>%1 is not offered: it is disabled, or there is no such model. Choose another one.</source>
        <translation>%1 wird nicht angeboten: Es ist abgeschaltet, oder es gibt kein solches Modell. Wählen Sie ein anderes.</translation>
    </message>
</context>
<context>
    <name>ostiary::ProvidersPage</name>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
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
        <source>Test and list models</source>
        <translation>Testen und Modelle zeigen</translation>
    </message>
    <message>
        <source>Models of this provider</source>
        <translation>Modelle dieses Anbieters</translation>
    </message>
    <message>
        <source>Find local servers</source>
        <translation>Lokale Server suchen</translation>
    </message>
    <message>
        <source>Looks for Ollama, vLLM, llama.cpp and LM Studio on the gateway&apos;s machine</source>
        <translation>Sucht Ollama, vLLM, llama.cpp und LM Studio auf dem Rechner des Gateways</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>Anbieter hinzufügen</translation>
    </message>
    <message>
        <source>Add the first provider</source>
        <translation>Ersten Anbieter hinzufügen</translation>
    </message>
    <message>
        <source>A provider is an account where models are called: an address and a key, kept in one place.</source>
        <translation>Ein Anbieter ist ein Konto, über das Modelle aufgerufen werden: Adresse und Schlüssel an einer Stelle.</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Name (empty: the provider&apos;s)</source>
        <translation>Name (leer: der des Anbieters)</translation>
    </message>
    <message>
        <source>Address (empty: the provider&apos;s own)</source>
        <translation>Adresse (leer: die des Anbieters)</translation>
    </message>
    <message>
        <source>Key (is never shown again)</source>
        <translation>Schlüssel (wird nie wieder gezeigt)</translation>
    </message>
    <message>
        <source>choose, name, add</source>
        <translation>wählen, benennen, hinzufügen</translation>
    </message>
    <message>
        <source>Added: %1.</source>
        <translation>Hinzugefügt: %1.</translation>
    </message>
    <message>
        <source>from: %1; read-only here</source>
        <translation>%1; nur lesbar</translation>
    </message>
    <message>
        <source>no key is set</source>
        <translation>kein Schlüssel gesetzt</translation>
    </message>
    <message>
        <source>its key ends in %1</source>
        <translation>der Schlüssel endet auf %1</translation>
    </message>
    <message>
        <source>New provider</source>
        <translation>Neuer Anbieter</translation>
    </message>
    <message>
        <source>paste a key: most tell whose they are</source>
        <translation>Schlüssel einfügen: die meisten verraten, von wem sie sind</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Test asks with the new key before it is saved. Saved, it holds from the next request on; what is under way ends with the old one.</source>
        <translation>Der Test fragt mit dem neuen Schlüssel, bevor er gespeichert ist. Gespeichert gilt er ab der nächsten Anfrage; was läuft, endet mit dem alten.</translation>
    </message>
    <message>
        <source>Asking the provider for its models…</source>
        <translation>Frage den Anbieter nach seinen Modellen…</translation>
    </message>
    <message>
        <source>it answers; add the provider to add its models</source>
        <translation>antwortet; fügen Sie den Anbieter hinzu, um seine Modelle anzubieten</translation>
    </message>
    <message numerus="yes">
        <source>it answers and has %n model(s)</source>
        <translation>
            <numerusform>antwortet und hat %n Modell</numerusform>
            <numerusform>antwortet und hat %n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Its key is forgotten here; at the provider it stays valid.</source>
        <translation>Sein Schlüssel wird hier vergessen; beim Anbieter bleibt er gültig.</translation>
    </message>
    <message>
        <source>You can undo this.</source>
        <translation>Sie können es rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Looking for model servers on the gateway&apos;s machine…</source>
        <translation>Suche Modellserver auf dem Rechner des Gateways…</translation>
    </message>
    <message>
        <source>No model server answers on the usual ports (11434, 8000, 8080, 1234). Start one, or add it by its address.</source>
        <translation>Auf den üblichen Ports (11434, 8000, 8080, 1234) antwortet kein Modellserver. Starten Sie einen oder fügen Sie ihn mit seiner Adresse hinzu.</translation>
    </message>
    <message>
        <source>Found %1. Add it to offer its models.</source>
        <translation>%1 gefunden. Fügen Sie ihn hinzu, um seine Modelle anzubieten.</translation>
    </message>
    <message>
        <source>whose key it is</source>
        <translation>von wem er ist</translation>
    </message>
    <message>
        <source>Export the providers</source>
        <translation>Anbieter exportieren</translation>
    </message>
    <message>
        <source>The new provider</source>
        <translation>Der neue Anbieter</translation>
    </message>
    <message>
        <source>%1 was not tested: %2</source>
        <translation>%1 wurde nicht geprüft: %2</translation>
    </message>
    <message>
        <source>%1 is not deleted: %2</source>
        <translation>%1 ist nicht gelöscht: %2</translation>
    </message>
    <message>
        <source>Find a provider</source>
        <translation>Anbieter suchen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 wird benutzt</translation>
    </message>
    <message>
        <source>Models are called through it: %1. Delete them first, or have them called through another account.</source>
        <translation>Über dieses Konto werden Modelle aufgerufen: %1. Löschen Sie diese zuerst, oder lassen Sie sie über ein anderes Konto aufrufen.</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>Modelle zeigen</translation>
    </message>
    <message>
        <source>Choose the account whose models you want, then press “%1”.</source>
        <translation>Wählen Sie das Konto, dessen Modelle Sie möchten, und drücken Sie „%1“.</translation>
    </message>
</context>
<context>
    <name>ostiary::Question</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ostiary::RequestSums</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 tokens</source>
        <translation>%1 · %2 · %3 Tokens</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) so far, looking further back</source>
        <translation>
            <numerusform>bisher %Ln Anfrage, weiter zurück wird noch gesucht</numerusform>
            <numerusform>bisher %Ln Anfragen, weiter zurück wird noch gesucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln request(s)</source>
        <translation>
            <numerusform>mehr als %Ln Anfrage</numerusform>
            <numerusform>mehr als %Ln Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · so far at least %2 and %3 tokens</source>
        <translation>%1 · bisher mindestens %2 und %3 Tokens</translation>
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
        <translation>verbuchen</translation>
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
        <source>Where its time went</source>
        <translation>Wohin die Zeit ging</translation>
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
        <source>By %1 / %2.</source>
        <translation>Durch %1 / %2.</translation>
    </message>
    <message>
        <source>Route: %1.</source>
        <translation>Weg: %1.</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>The request&apos;s id is in the clipboard.</source>
        <translation>Die Kennung der Anfrage ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Prompts are not kept: the command asks the same model the same way, with words of its own</source>
        <translation>Prompts werden nicht aufbewahrt: der Befehl fragt dasselbe Modell auf dieselbe Weise, mit eigenen Worten</translation>
    </message>
    <message>
        <source>The command is in the clipboard; it reads the key from OPENAI_API_KEY.</source>
        <translation>Der Befehl ist in der Zwischenablage; er liest den Schlüssel aus OPENAI_API_KEY.</translation>
    </message>
    <message>
        <source>Open in playground</source>
        <translation>In der Spielwiese öffnen</translation>
    </message>
    <message>
        <source>Save this filter as a view…</source>
        <translation>Diesen Filter als Ansicht speichern…</translation>
    </message>
    <message>
        <source>Save this filter as a view</source>
        <translation>Diesen Filter als Ansicht speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>Ansicht vergessen</translation>
    </message>
    <message>
        <source>%1 · %2 new</source>
        <translation>%1 · %2 neu</translation>
    </message>
    <message>
        <source>All requests of the filter, the newest first, with whole ids and numbers as they are</source>
        <translation>Alle Anfragen des Filters, die neueste zuerst, mit ganzen Kennungen und rohen Zahlen</translation>
    </message>
    <message>
        <source>Export all requests of the filter</source>
        <translation>Alle Anfragen des Filters exportieren</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>No request fits this filter.</source>
        <translation>Keine Anfrage passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>try %1 · %2 / %3</source>
        <translation>Versuch %1 · %2 / %3</translation>
    </message>
    <message>
        <source>provider %1</source>
        <translation>Anbieter %1</translation>
    </message>
    <message>
        <source>waits %1</source>
        <translation>Warten %1</translation>
    </message>
    <message>
        <source>gateway %1</source>
        <translation>Gateway %1</translation>
    </message>
    <message>
        <source>admission</source>
        <translation>Einlass</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Open the key</source>
        <translation>Schlüssel öffnen</translation>
    </message>
    <message>
        <source>Open the model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Only this key</source>
        <translation>Nur dieser Schlüssel</translation>
    </message>
    <message>
        <source>Only this model</source>
        <translation>Nur dieses Modell</translation>
    </message>
    <message>
        <source>a word, or model:… status:!=200 since:1h</source>
        <translation>ein Wort oder model:… status:!=200 since:1h</translation>
    </message>
    <message>
        <source>A word is looked for in model, key, user, team and request id; in quotes it may have blanks. field:value looks in one field. All have to fit.</source>
        <translation>Ein Wort wird in Modell, Schlüssel, Benutzer, Team und Anfrage-ID gesucht; in Anführungszeichen darf es Leerzeichen haben. Feld:Wert sucht in einem Feld. Alles muss passen.</translation>
    </message>
    <message>
        <source>A word is looked for in model, key, user, team and request id.</source>
        <translation>Ein Wort wird in Modell, Schlüssel, Benutzer, Team und Anfrage-ID gesucht.</translation>
    </message>
</context>
<context>
    <name>ostiary::SaveButtons</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>ostiary::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
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
    <message>
        <source>ADDRESS:PORT, for example 127.0.0.1:4000</source>
        <translation>ADRESSE:PORT, zum Beispiel 127.0.0.1:4000</translation>
    </message>
    <message>
        <source>This console</source>
        <translation>Diese Konsole</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>Wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>fragen</translation>
    </message>
    <message>
        <source>stay in the tray</source>
        <translation>in der Symbolleiste bleiben</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>Start Ostiary when I log in</source>
        <translation>Ostiary bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>The desktop&apos;s autostart folder cannot be written; nothing has changed.</source>
        <translation>Der Autostart-Ordner lässt sich nicht schreiben; nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Gateways elsewhere</source>
        <translation>Gateways anderswo</translation>
    </message>
    <message>
        <source>each opens in a window of its own</source>
        <translation>jedes öffnet sich in einem eigenen Fenster</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the gateway</source>
        <translation>Name des Gateways</translation>
    </message>
    <message>
        <source>Address of the gateway&apos;s admin listener</source>
        <translation>Adresse der Verwaltung des Gateways</translation>
    </message>
    <message>
        <source>Add and connect</source>
        <translation>Hinzufügen und verbinden</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation>Mit %1 verbinden</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>%1 vergessen?</translation>
    </message>
    <message>
        <source>Its admin key and its trusted certificate are forgotten here.</source>
        <translation>Sein Admin-Schlüssel und sein vertrautes Zertifikat werden hier vergessen.</translation>
    </message>
    <message>
        <source>The gateway itself is not touched.</source>
        <translation>Das Gateway selbst bleibt unberührt.</translation>
    </message>
    <message>
        <source>The address must be that of the admin listener, for example https://gateway.example:4001</source>
        <translation>Die Adresse muss die der Verwaltung sein, zum Beispiel https://gateway.example:4001</translation>
    </message>
    <message>
        <source>The gateway</source>
        <translation>Das Gateway</translation>
    </message>
    <message>
        <source>Facts of the gateway</source>
        <translation>Angaben zum Gateway</translation>
    </message>
    <message>
        <source>Clients call models at</source>
        <translation>Clients rufen Modelle auf unter</translation>
    </message>
    <message>
        <source>Administrators connect at</source>
        <translation>Administratoren verbinden sich unter</translation>
    </message>
    <message>
        <source>Certificate for TLS (PEM file on the gateway&apos;s machine)</source>
        <translation>Zertifikat für TLS (PEM-Datei auf dem Rechner des Gateways)</translation>
    </message>
    <message>
        <source>Its private key (PEM file)</source>
        <translation>Sein privater Schlüssel (PEM-Datei)</translation>
    </message>
    <message>
        <source>Keep requests for (empty: for ever)</source>
        <translation>Anfragen aufbewahren (leer: für immer)</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>The command line sets what is grey here.</source>
        <translation>Was hier grau ist, setzt die Kommandozeile.</translation>
    </message>
    <message>
        <source>The configuration file sets what is grey here.</source>
        <translation>Was hier grau ist, setzt die Konfigurationsdatei.</translation>
    </message>
    <message>
        <source>The new addresses hold from the gateway&apos;s next start.</source>
        <translation>Die neuen Adressen gelten ab dem nächsten Start des Gateways.</translation>
    </message>
    <message>
        <source>Costs and attempts are kept for ever; days count for the requests themselves.</source>
        <translation>Kosten und Versuche bleiben für immer; die Tage gelten für die Anfragen selbst.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Everything is kept in %1</source>
        <translation>Alles liegt in %1</translation>
    </message>
    <message>
        <source>Its admin key is in the desktop&apos;s keychain.</source>
        <translation>Sein Admin-Schlüssel liegt im Schlüsselbund des Desktops.</translation>
    </message>
    <message>
        <source>Its admin key stands in the clear in %1, a file that only you can read.</source>
        <translation>Sein Admin-Schlüssel steht im Klartext in %1, einer Datei, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>The admin key is that of OSTIARY_ADMIN_KEY in the environment.</source>
        <translation>Der Admin-Schlüssel ist der aus OSTIARY_ADMIN_KEY in der Umgebung.</translation>
    </message>
    <message>
        <source>The settings are not saved: %1</source>
        <translation>Die Einstellungen sind nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>%1 is the name of another gateway already. Choose another one.</source>
        <translation>%1 heißt schon ein anderes Gateway. Wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>ostiary::Table</name>
    <message>
        <source>This list could not be read: %1</source>
        <translation>Diese Liste konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>What is shown is of before: %1</source>
        <translation>Was zu sehen ist, ist von vorher: %1</translation>
    </message>
    <message>
        <source>Export all rows as CSV…</source>
        <translation>Alle Zeilen als CSV exportieren…</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>What is shown is of before</source>
        <translation>Was zu sehen ist, ist von vorher</translation>
    </message>
</context>
<context>
    <name>ostiary::TokenEdit</name>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>ostiary::Tray</name>
    <message>
        <source>Open Ostiary</source>
        <translation>Ostiary öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keep the gateway running?</source>
        <translation>Das Gateway weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>In der Symbolleiste bleiben</translation>
    </message>
    <message>
        <source>Do the same from now on (Settings change it)</source>
        <translation>Von jetzt an immer so (in den Einstellungen zu ändern)</translation>
    </message>
    <message>
        <source>Stay in the tray?</source>
        <translation>In der Symbolleiste bleiben?</translation>
    </message>
    <message>
        <source>Closed, the window can stay in the tray: requests go on being answered. Quitting ends the gateway in order, for everybody who uses it.</source>
        <translation>Geschlossen kann das Fenster in der Symbolleiste bleiben: Anfragen werden weiter beantwortet. Beenden fährt das Gateway geordnet herunter, für alle, die es benutzen.</translation>
    </message>
    <message>
        <source>Closed, the window can stay in the tray and tell when something is wrong. The gateway runs on either way.</source>
        <translation>Geschlossen kann das Fenster in der Symbolleiste bleiben und melden, wenn etwas nicht stimmt. Das Gateway läuft in jedem Fall weiter.</translation>
    </message>
</context>
<context>
    <name>ostiary::Waterfall</name>
    <message>
        <source>Stages of the request</source>
        <translation>Abschnitte der Anfrage</translation>
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
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ModelUsers</name>
    <message>
        <source>Who calls %1 is not known: %2</source>
        <translation>Wer %1 aufruft, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>The other deployments of %1 take its requests.</source>
        <translation>Die anderen Deployments von %1 übernehmen seine Anfragen.</translation>
    </message>
    <message>
        <source>Requests for %1 will be refused.</source>
        <translation>Anfragen an %1 werden abgelehnt.</translation>
    </message>
    <message>
        <source>These keys name it and lose it: %1.</source>
        <translation>Diese Schlüssel nennen es und verlieren es: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) for all models lose it, too.</source>
        <translation>
            <numerusform>Auch %n Schlüssel für alle Modelle verliert es.</numerusform>
            <numerusform>Auch %n Schlüssel für alle Modelle verlieren es.</numerusform>
        </translation>
    </message>
    <message>
        <source>No key may call it.</source>
        <translation>Kein Schlüssel darf es aufrufen.</translation>
    </message>
</context>
<context>
    <name>BoundBudget</name>
    <message>
        <source>organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>team %1</source>
        <translation>Team %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Nutzer %1</translation>
    </message>
    <message>
        <source>%1 of %2 spent</source>
        <translation>%1 von %2 ausgegeben</translation>
    </message>
    <message>
        <source>%1 held for requests under way</source>
        <translation>%1 für laufende Anfragen zurückgelegt</translation>
    </message>
    <message>
        <source>starts anew %1</source>
        <translation>beginnt neu %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) refused since %1</source>
        <translation>
            <numerusform>%Ln Anfrage seit %1 abgelehnt</numerusform>
            <numerusform>%Ln Anfragen seit %1 abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>Made out to: %1</source>
        <translation>Ausgestellt auf: %1</translation>
    </message>
    <message>
        <source>Signed by: %1</source>
        <translation>Unterschrieben von: %1</translation>
    </message>
    <message>
        <source>Holds from %1 to %2</source>
        <translation>Gilt vom %1 bis zum %2</translation>
    </message>
</context>
<context>
    <name>ostiary::StrangersDialog</name>
    <message>
        <source>Asking the gateway…</source>
        <translation>Das Gateway wird gefragt…</translation>
    </message>
    <message>
        <source>Calls without a valid key</source>
        <translation>Aufrufe ohne gültigen Schlüssel</translation>
    </message>
    <message>
        <source>The latest calls without a valid key</source>
        <translation>Die letzten Aufrufe ohne gültigen Schlüssel</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>They could not be read: %1</source>
        <translation>Sie konnten nicht gelesen werden: %1</translation>
    </message>
    <message numerus="yes">
        <source>The latest of %n since the gateway&apos;s start</source>
        <translation>
            <numerusform>Der letzte von %n seit dem Start des Gateways</numerusform>
            <numerusform>Die letzten von %n seit dem Start des Gateways</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ostiary::KeyFilter</name>
    <message>
        <source>Show the keys of</source>
        <translation>Schlüssel anzeigen von</translation>
    </message>
    <message>
        <source>Show the keys that are</source>
        <translation>Schlüssel anzeigen, die so sind</translation>
    </message>
    <message>
        <source>Every team</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
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
        <translation>Nutzer %1</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>refused it</source>
        <translation>lehnte sie ab</translation>
    </message>
    <message>
        <source>too little as well</source>
        <translation>ebenfalls zu wenig</translation>
    </message>
    <message>
        <source>had enough</source>
        <translation>hätte gereicht</translation>
    </message>
</context>
<context>
    <name>ostiary::BudgetTable</name>
    <message>
        <source>Budgets that bound the request</source>
        <translation>Budgets, die für die Anfrage galten</translation>
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
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Held for others</source>
        <translation>Für andere zurückgelegt</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Gebraucht</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>Starts anew</source>
        <translation>Beginnt neu</translation>
    </message>
</context>
</TS>
