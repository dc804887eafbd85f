// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settingspage.h"

#include "models/items/format.h"
#include "ui/theme.h"

#include <QFormLayout>
#include <QSettings>

namespace ostiary {

SettingsPage::SettingsPage(AdminClient &client, QWidget *parent)
    : Page(tr("Settings"), parent), m_client(client), m_gateway(new QLabel)
{
    auto *looks = new Card(tr("Appearance"));
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(Theme::kWide);
    auto *appearance = new QComboBox;
    appearance->setAccessibleName(tr("Colours"));
    appearance->addItem(tr("as the desktop"), int(Theme::Choice::System));
    appearance->addItem(tr("light"), int(Theme::Choice::Light));
    appearance->addItem(tr("dark"), int(Theme::Choice::Dark));
    appearance->setCurrentIndex(int(Theme::of().choice()));
    connect(appearance, &QComboBox::activated, this,
            [this, appearance] { Q_EMIT appearanceChosen(appearance->currentData().toInt()); });
    auto *language = new QComboBox;
    language->setAccessibleName(tr("Language"));
    language->addItem(tr("as the system"), QString());
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    language->setCurrentIndex(
        std::max(0, language->findData(QSettings().value(QStringLiteral("language")).toString())));
    auto *later = dimLabel(tr("holds from the next start on"));
    later->hide();
    connect(language, &QComboBox::activated, this, [this, language, later] {
        later->show();
        Q_EMIT languageChosen(language->currentData().toString());
    });
    for (QComboBox *box : {appearance, language})
        box->setMinimumWidth(200);
    auto *languageRow = new QHBoxLayout;
    languageRow->addWidget(language);
    languageRow->addWidget(later);
    languageRow->addStretch();
    auto *coloursRow = new QHBoxLayout;
    coloursRow->addWidget(appearance);
    coloursRow->addStretch();
    form->addRow(tr("Colours"), coloursRow);
    form->addRow(tr("Language"), languageRow);
    looks->content()->addLayout(form);
    content()->addWidget(looks);

    auto *gateway = new Card(tr("Gateway"));
    m_gateway->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_gateway->setAccessibleName(tr("Gateway"));
    gateway->content()->addWidget(m_gateway);
    content()->addWidget(gateway);
    for (Card *card : {looks, gateway})
        card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    content()->addStretch();
    connect(&client, &AdminClient::countersChanged, this, &SettingsPage::showGateway);
    showGateway();
}

void SettingsPage::showGateway()
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
    if (started > 0)
        lines += tr("Runs since %1").arg(formatMoment(started));
    m_gateway->setText(lines.join(QLatin1Char('\n')));
}

} // namespace ostiary
