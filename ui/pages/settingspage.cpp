// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settingspage.h"

#include "models/items/codewords.h"
#include "models/items/format.h"
#include "ui/pages/pageparts.h"
#include "ui/profilename.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QScopeGuard>
#include <QSettings>
#include <QSystemTrayIcon>
#include <QTimer>

namespace ostiary {

namespace {

const char *const kServerFields[] = {"listen", "admin_listen", "tls_certificate", "tls_key", "retention_days"};

QHBoxLayout *leftOf(QWidget *widget, QWidget *note = nullptr)
{
    auto *row = new QHBoxLayout;
    row->addWidget(widget);
    if (note)
        row->addWidget(note);
    row->addStretch();
    return row;
}

QComboBox *choice(const QString &name, const QList<std::pair<QString, QVariant>> &choices, const QVariant &chosen)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setMinimumWidth(220);
    for (const auto &[text, value] : choices)
        box->addItem(text, value);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
    return box;
}

QString keptWords(const KeptKey &kept)
{
    switch (kept.place) {
    case KeptKey::Place::Keychain:
        return SettingsPage::tr("Its admin key is in the desktop's keychain.");
    case KeptKey::Place::File:
        return SettingsPage::tr("Its admin key stands in the clear in %1, a file that only you can read.")
            .arg(kept.file);
    case KeptKey::Place::Environment:
        return SettingsPage::tr("The admin key is that of OSTIARY_ADMIN_KEY in the environment.");
    case KeptKey::Place::Unknown:
        break;
    }
    return {};
}

QString checkAddress(const QString &text)
{
    const QUrl url(QStringLiteral("tcp://") + text);
    return text.isEmpty() || (!url.host().isEmpty() && url.port() > 0)
               ? QString()
               : SettingsPage::tr("ADDRESS:PORT, for example 127.0.0.1:4000");
}

} // namespace

SettingsPage::SettingsPage(AdminClient &client, Desktop *desktop, QWidget *parent)
    : Page(tr("Settings"), parent), m_client(client), m_desktop(desktop), m_server(new Form), m_buttons(*m_server),
      m_facts(new PlainLabel), m_serverNote(dimLabel({})), m_import(new ImportPanel(client, *this))
{
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(14);
    for (const Part part : parts(m_desktop != nullptr)) {
        Card *card = part == Part::Console    ? buildConsole()
                     : part == Part::Gateways ? buildGateways()
                     : part == Part::Server   ? buildServer()
                                              : m_import;
        m_cards[int(part)] = card;
        card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        column->addWidget(card);
    }
    column->addStretch();
    m_area = scrolled(all);
    content()->addWidget(m_area, 1);
    connect(&client, &AdminClient::countersChanged, this, &SettingsPage::showFacts);
    connect(&client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("settings"))
            askServer();
    });
    handles().save = m_buttons.save();
    showFacts();
    askServer();
}

QList<SettingsPage::Part> SettingsPage::parts(bool hasDesktop)
{
    if (hasDesktop)
        return {Part::Console, Part::Gateways, Part::Server, Part::Import};
    return {Part::Console, Part::Server, Part::Import};
}

QString SettingsPage::titleOf(Part part)
{
    switch (part) {
    case Part::Console:
        return tr("This console");
    case Part::Gateways:
        return tr("Gateways elsewhere");
    case Part::Server:
        return tr("The gateway");
    case Part::Import:
        break;
    }
    return ImportPanel::tr("Import and export");
}

void SettingsPage::bring(Part part)
{
    QTimer::singleShot(
        0, this, [this, card = m_cards.value(int(part))] { // a page that has just been made has no places
            if (!card)
                return;
            m_area->ensureWidgetVisible(card);
            for (QWidget *control : card->findChildren<QWidget *>()) {
                if ((control->focusPolicy() & Qt::TabFocus) && control->isVisible() && control->isEnabled()) {
                    control->setFocus();
                    break;
                }
            }
        });
}

void SettingsPage::chooseImport()
{
    bring(Part::Import);
    m_import->choose();
}

void SettingsPage::exportAll()
{
    bring(Part::Import);
    m_import->exportAll();
}

Card *SettingsPage::buildConsole()
{
    auto *card = new Card(titleOf(Part::Console));
    auto *form = new QGridLayout;
    form->setHorizontalSpacing(Theme::kWide);
    form->setColumnStretch(1, 1);
    const auto addRow = [form](const QString &label, QWidget *editor, QWidget *note = nullptr) {
        const int row = form->rowCount();
        form->addWidget(new PlainLabel(label), row, 0, Qt::AlignVCenter);
        form->addLayout(leftOf(editor, note), row, 1);
    };
    auto *appearance = choice(tr("Colours"),
                              {{tr("as the desktop"), int(Theme::Choice::System)},
                               {tr("light"), int(Theme::Choice::Light)},
                               {tr("dark"), int(Theme::Choice::Dark)}},
                              int(Theme::of().choice()));
    connect(appearance, &QComboBox::activated, this,
            [this, appearance] { Q_EMIT appearanceChosen(appearance->currentData().toInt()); });
    connect(&Theme::of(), &Theme::changed, appearance, [appearance] { // it can be chosen elsewhere, too
        appearance->setCurrentIndex(appearance->findData(int(Theme::of().choice())));
    });
    handles().first = appearance;
    auto *language = choice(tr("Language"),
                            {{tr("as the system"), QString()},
                             {QStringLiteral("English"), QStringLiteral("en")},
                             {QStringLiteral("Deutsch"), QStringLiteral("de")}},
                            QSettings().value(QStringLiteral("language")).toString());
    auto *later = dimLabel(tr("holds from the next start on"));
    later->hide();
    connect(language, &QComboBox::activated, this, [this, language, later] {
        later->show();
        Q_EMIT languageChosen(language->currentData().toString());
    });
    addRow(tr("Colours"), appearance);
    addRow(tr("Language"), language, later);
    if (m_desktop && QSystemTrayIcon::isSystemTrayAvailable()) {
        auto *closing = choice(tr("When the window is closed"),
                               {{tr("ask"), int(OnClose::Ask)},
                                {tr("stay in the tray"), int(OnClose::StayInTray)},
                                {tr("quit"), int(OnClose::Quit)}},
                               QSettings().value(QStringLiteral("on_close")).toInt());
        connect(closing, &QComboBox::activated, this,
                [closing] { QSettings().setValue(QStringLiteral("on_close"), closing->currentData()); });
        addRow(tr("When the window is closed"), closing);
    }
    if (m_desktop) {
        auto *login = new QCheckBox(tr("Start Ostiary when I log in"));
        login->setChecked(m_desktop->startsAtLogin());
        connect(login, &QCheckBox::clicked, this, [this, login](bool wanted) {
            if (!m_desktop->setStartsAtLogin(wanted)) {
                login->setChecked(!wanted);
                notice().tell(tr("The desktop's autostart folder cannot be written; nothing has changed."), true);
            }
        });
        addRow(QString(), login);
    }
    card->content()->addLayout(form);
    return card;
}

Card *SettingsPage::buildGateways()
{
    auto *card = new Card(titleOf(Part::Gateways));
    card->setFact(tr("each opens in a window of its own"));
    m_profiles = new QVBoxLayout;
    m_profiles->setSpacing(6);
    card->content()->addLayout(m_profiles);
    auto *row = new QHBoxLayout;
    m_profileName = new QLineEdit;
    m_profileName->setPlaceholderText(tr("Name"));
    m_profileName->setAccessibleName(tr("Name of the gateway"));
    m_profileAddress = new QLineEdit;
    m_profileAddress->setPlaceholderText(QStringLiteral("https://gateway.example:4001"));
    m_profileAddress->setAccessibleName(tr("Address of the gateway's admin listener"));
    auto *add = new QPushButton(tr("Add and connect"));
    connect(add, &QPushButton::clicked, this, &SettingsPage::addProfile);
    for (const QLineEdit *edit : {m_profileName, m_profileAddress})
        connect(edit, &QLineEdit::returnPressed, add, &QPushButton::click);
    row->addWidget(m_profileName, 1);
    row->addWidget(m_profileAddress, 2);
    row->addWidget(add);
    card->content()->addLayout(row);
    listProfiles();
    return card;
}

void SettingsPage::listProfiles()
{
    while (QLayoutItem *item = m_profiles->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const ConnectionProfile &profile : m_desktop->profiles()) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto *connectTo = new QPushButton(tr("Connect"));
        connectTo->setAccessibleName(tr("Connect to %1").arg(profile.name));
        connect(connectTo, &QPushButton::clicked, this, [this, profile] { m_desktop->open(profile); });
        auto *forget = new QPushButton(tr("Forget"));
        forget->setAccessibleName(tr("Forget %1").arg(profile.name));
        forget->setProperty("danger", true);
        connect(forget, &QPushButton::clicked, this, [this, profile] {
            if (!confirmDestruction(this, tr("Forget %1?").arg(shownName(profile.name)),
                                    tr("Its admin key and its trusted certificate are forgotten here."),
                                    tr("The gateway itself is not touched."), tr("Forget")))
                return;
            m_desktop->forget(profile.name);
            listProfiles();
        });
        auto *name = new ElidedLabel(profile.name);
        name->setProperty("dim", false);
        name->setFont(Theme::of().font(Theme::Type::CardTitle));
        row->addWidget(name);
        row->addWidget(new ElidedLabel(profile.address.toString()), 1);
        row->addWidget(forget);
        row->addWidget(connectTo);
        m_profiles->addWidget(line);
        const QString where = keptWords(m_desktop->keptKey(profile));
        if (where.isEmpty())
            continue;
        PlainLabel *note = dimLabel(where);
        note->setWordWrap(true);
        note->setFont(Theme::of().font(Theme::Type::Caption));
        m_profiles->addWidget(note);
    }
}

void SettingsPage::addProfile()
{
    const QUrl address(m_profileAddress->text().trimmed(), QUrl::StrictMode);
    if (!address.isValid() || address.host().isEmpty() || address.scheme() != QLatin1String("https")) {
        notice().tell(tr("The address must be that of the admin listener, for example https://gateway.example:4001"),
                      true);
        return;
    }
    const QString name = m_profileName->text().trimmed();
    if (isTaken(m_desktop->profiles(), address, name)) {
        notice().tell(tr("%1 is the name of another gateway already. Choose another one.").arg(shownName(name)), true);
        return;
    }
    const ConnectionProfile profile{profileName(m_desktop->profiles(), address, name), address};
    notice().settle();
    m_desktop->keep(profile);
    m_profileName->clear();
    m_profileAddress->clear();
    listProfiles();
    m_desktop->open(profile);
}

Card *SettingsPage::buildServer()
{
    auto *card = new Card(titleOf(Part::Server));
    card->addAction(m_buttons.discard());
    card->addAction(m_buttons.save());
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_facts->setWordWrap(true);
    m_facts->setAccessibleName(tr("Facts of the gateway"));
    m_facts->setProperty("dim", true);
    card->content()->addWidget(m_facts);
    m_server->addText(QStringLiteral("listen"), tr("Clients call models at"), checkAddress);
    m_server->addText(QStringLiteral("admin_listen"), tr("Administrators connect at"), checkAddress);
    m_server->addText(QStringLiteral("tls_certificate"), tr("Certificate for TLS (PEM file on the gateway's machine)"));
    m_server->addText(QStringLiteral("tls_key"), tr("Its private key (PEM file)"));
    m_server->addNumber(QStringLiteral("retention_days"), tr("Keep requests for (empty: for ever)"), tr("days"),
                        checkCount);
    m_serverNote->setWordWrap(true);
    m_server->addWidget(m_serverNote);
    card->content()->addWidget(m_server);
    connect(m_server, &Form::edited, this, [this] { m_buttons.update(); });
    connect(m_buttons.save(), &QPushButton::clicked, this, &SettingsPage::saveServer);
    connect(&m_buttons, &SaveButtons::discarded, this,
            &SettingsPage::askServer); // it was not shown while it was changed
    return card;
}

void SettingsPage::askServer()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/settings")), this, [this](const AdminReply &reply) {
        if (reply.ok() && !m_server->isDirty())
            showServer(reply.body);
    });
}

void SettingsPage::showServer(const QJsonObject &settings)
{
    const QJsonObject running = settings.value(QLatin1String("running")).toObject();
    const QJsonObject setBy = running.value(QLatin1String("set_by")).toObject();
    QStringList elsewhere;
    for (const char *name : kServerFields) {
        const QString field = QLatin1String(name);
        const QJsonValue value = settings.value(field);
        m_server->setValue(field, value.isDouble() ? QString::number(value.toInt()) : value.toString());
        m_server->setPlaceholder(field, running.value(field).toString());
        const QString by = setBy.value(field).toString();
        const bool ours = by.isEmpty() || by == QLatin1String("settings");
        m_server->findField(field)->setEnabled(ours);
        if (!ours && !elsewhere.contains(by))
            elsewhere += by;
    }
    m_server->settle();
    m_buttons.update();
    m_dataDirectory = running.value(QLatin1String("data_directory")).toString();
    QStringList notes;
    for (const QString &by : std::as_const(elsewhere))
        notes += by == QLatin1String("command line") ? tr("The command line sets what is grey here.")
                                                     : tr("The configuration file sets what is grey here.");
    if (settings.value(QLatin1String("restart_needed")).toBool())
        notes += tr("The new addresses hold from the gateway's next start.");
    notes += tr("Costs and attempts are kept for ever; days count for the requests themselves.");
    m_serverNote->setText(notes.join(QLatin1Char('\n')));
    showFacts();
}

void SettingsPage::saveServer()
{
    QJsonObject body;
    for (const char *name : kServerFields) {
        const QString field = QLatin1String(name);
        if (!m_server->changed(field))
            continue;
        const QString text = m_server->value(field);
        const bool days = field == QLatin1String("retention_days");
        body[field] = !days ? QJsonValue(text) : text.isEmpty() ? QJsonValue() : QJsonValue(text.toInt());
    }
    const HeldFocus focus(*this);
    m_buttons.shut();
    m_client.call(
        AdminRequest::patch(QStringLiteral("/admin/v1/settings"), body), this, [this, focus](const AdminReply &reply) {
            m_server->setEnabled(true);
            const auto after = qScopeGuard([&] { focus.giveBack(*m_server); }); // the buttons are as they shall be
            if (!reply.ok()) {
                m_buttons.update();
                if (!m_server->setError(reply.field, complaintWords(reply)))
                    notice().tell(tr("The settings are not saved: %1").arg(complaintWords(reply)), true);
                return;
            }
            m_server->settle();
            notice().settle();
            showServer(reply.body);
            Toast::show(this, tr("Saved."));
        });
}

void SettingsPage::showFacts()
{
    const QJsonObject &counters = m_client.counters();
    const qint64 started = counters.value(QLatin1String("started_ms")).toInteger();
    QStringList lines;
    lines +=
        m_client.serverName().isEmpty()
            ? tr("Embedded in this application, version %1").arg(counters.value(QLatin1String("version")).toString())
            : tr("%1, version %2").arg(m_client.serverName(), counters.value(QLatin1String("version")).toString());
    lines += tr("Models are called at %1/v1").arg(m_client.dataAddress().toString());
    lines += tr("%n engine thread(s)", nullptr, counters.value(QLatin1String("engine_threads")).toInt());
    if (!m_dataDirectory.isEmpty())
        lines += tr("Everything is kept in %1").arg(m_dataDirectory);
    if (started > 0)
        lines += tr("Runs since %1").arg(formatMoment(started));
    if (m_facts->text() != lines.join(QLatin1Char('\n')))
        m_facts->setText(lines.join(QLatin1Char('\n'))); // otherwise a selection in it would go every second
}

} // namespace ostiary
