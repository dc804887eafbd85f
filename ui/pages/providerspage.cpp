// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/providerspage.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/pages/csvexport.h"
#include "ui/pages/pageparts.h"
#include "ui/theme.h"
#include "ui/widgets/question.h"
#include "ui/widgets/showntext.h"

namespace ostiary {

namespace {
const char *const kFields[] = {"name", "provider", "api_base"};
constexpr int kNamedModels = 8; ///< of those that use an account, before they are only counted
} // namespace

QString providerOfKey(const QJsonArray &presets, const QString &key)
{
    QString best, prefix;
    for (const QJsonValue &value : presets) {
        const QString begins = value.toObject().value(QLatin1String("key_prefix")).toString();
        if (!begins.isEmpty() && key.startsWith(begins) && begins.size() > prefix.size()) {
            prefix = begins;
            best = value.toObject().value(QLatin1String("provider")).toString();
        }
    }
    return best;
}

ProvidersPage::ProvidersPage(AdminClient &client, QWidget *parent)
    : Page(tr("Providers"), parent), m_client(client),
      m_providers(client, {QStringLiteral("/admin/v1/providers"), QStringLiteral("provider")}, providerColumns()),
      m_table(new Table(m_providers, tr("Providers"))), m_editor(new Card), m_form(new Form),
      m_saving(new FormSaving(*this, client, *m_form, deeds())), m_delete(new QPushButton(tr("Delete\u2026"))),
      m_test(new QPushButton(tr("Test and list models"))), m_modelsCard(new Card(tr("Models of this provider"))),
      m_models(new DiscoverPanel(client)), m_hint(dimLabel({}))
{
    auto *local = new QPushButton(tr("Find local servers"));
    local->setToolTip(tr("Looks for Ollama, vLLM, llama.cpp and LM Studio on the gateway's machine"));
    connect(local, &QPushButton::clicked, this, &ProvidersPage::findLocal);
    auto *add = new QPushButton(tr("Add provider"));
    add->setProperty("primary", true);
    connect(add, &QPushButton::clicked, this, &ProvidersPage::startNew);
    handles() = {.first = m_table->view(), .make = add, .save = m_saving->buttons().save()};
    m_search = new ListSearch(*this, *m_table, tr("Find a provider"),
                              [](int all) { return tr("%n account(s)", nullptr, all); });
    for (QWidget *action : std::initializer_list<QWidget *>{m_search->edit(), local, add})
        addAction(action);
    auto *first = new QPushButton(tr("Add the first provider"));
    connect(first, &QPushButton::clicked, this, &ProvidersPage::startNew);
    m_table->setEmptyState(
        tr("A provider is an account where models are called: an address and a key, kept in one place."), first);
    m_table->setWidths({190, 150, 200, 100, 100, 120, 150}, 2);
    m_table->keepAs(QStringLiteral("providers"));
    CsvExport::offer(*this, m_client, *m_table, tr("Export the providers"), QStringLiteral("providers.csv"));
    auto *list = new Card;
    list->content()->addWidget(m_table);
    buildForm();
    auto *below = keptSplitter(Qt::Horizontal, QStringLiteral("provider-models"));
    below->addWidget(m_editor);
    below->addWidget(buildModels());
    below->setStretchFactor(0, 2);
    below->setStretchFactor(1, 3);
    auto *splitter = keptSplitter(Qt::Vertical, QStringLiteral("providers"));
    splitter->addWidget(list);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 5);
    splitter->setSizes({300, 420});
    content()->addWidget(splitter, 1);
    setTabOrder(m_saving->buttons().save(), m_saving->buttons().discard());
    setTabOrder(m_saving->buttons().discard(), m_test);
    setTabOrder(m_models->addButton(), m_delete); // what destroys is come to last
    m_editor->hide();
    m_modelsCard->hide();

    m_table->setGuard([this] { return m_form->isDirty(); },
                      [this] {
                          return m_form->confirmLoss(nameInForm(),
                                                     [this, id = m_table->wantedId()] { m_table->choose(id); });
                      });
    connect(m_table, &Table::currentChanged, this, &ProvidersPage::showProvider);
    m_table->setDeleteButton(m_delete);
    connect(m_form, &Form::edited, this, &ProvidersPage::updateButtons);
    followRequests(m_client, *this, m_providers);
    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("model"))
            m_providers.reload(); // how many deployments each has
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online)
            listPresets();
    });
    listPresets();
    m_providers.reload();
}

void ProvidersPage::buildForm()
{
    m_form->addChoice(QStringLiteral("provider"), tr("Provider"), {});
    m_form->addText(QStringLiteral("name"), tr("Name (empty: the provider's)"));
    m_form->addText(QStringLiteral("api_base"), tr("Address (empty: the provider's own)"), {}, true);
    QLineEdit *key = m_form->addSecret(QStringLiteral("api_key"), tr("Key (is never shown again)"), true);
    connect(key, &QLineEdit::textEdited, this, &ProvidersPage::guessProvider);
    const auto chosen = [this] { m_chosen = true; };
    connect(qobject_cast<QComboBox *>(m_form->findField(QStringLiteral("provider"))), &QComboBox::activated, this,
            chosen);
    connect(qobject_cast<QLineEdit *>(m_form->findField(QStringLiteral("api_base"))), &QLineEdit::textEdited, this,
            chosen);
    m_form->addWidget(m_hint);
    m_hint->setWordWrap(true);
    m_delete->setProperty("danger", true);
    m_editor->content()->addWidget(m_form); // before the buttons in the order of Tab
    for (QPushButton *button : {m_delete, m_test, m_saving->buttons().discard(), m_saving->buttons().save()})
        m_editor->addAction(button);
    m_editor->content()->addStretch();
    connect(&m_saving->buttons(), &SaveButtons::discarded, this, [this] {
        if (m_provider.isEmpty())
            startNew(); // nobody has said whose key the next one is
    });
    connect(m_delete, &QPushButton::clicked, this, &ProvidersPage::remove);
    connect(m_test, &QPushButton::clicked, this, &ProvidersPage::test);
}

QWidget *ProvidersPage::buildModels()
{
    m_modelsCard->setFact(tr("choose, name, add"));
    m_modelsCard->content()->addWidget(m_models);
    connect(m_models, &DiscoverPanel::added, this, [this](const QStringList &names, const QString &complaint) {
        if (!complaint.isEmpty())
            notice().tell(complaint, true);
        else
            notice().tell(tr("Added: %1.").arg(shownName(names.join(QStringLiteral(", ")))));
    });
    return m_modelsCard;
}

void ProvidersPage::listPresets()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/provider-presets")), this,
                  [this](const AdminReply &reply) {
                      if (!reply.ok())
                          return; // what was read before stays
                      m_presets = reply.body.value(QLatin1String("data")).toArray();
                      m_form->setChoices(QStringLiteral("provider"),
                                         QList<std::pair<QString, QString>>{{QString(), tr("whose key it is")}} +
                                             providerChoices(m_presets, [](const QJsonObject &) { return true; }));
                      markProviders(*qobject_cast<QComboBox *>(m_form->findField(QStringLiteral("provider"))));
                      guessProvider(); // a key may have been typed before
                  });
}

void ProvidersPage::showProvider()
{
    const int row = m_table->currentRow();
    if (row < 0 || (m_form->isDirty() && m_providers.idOf(row) != m_provider))
        return;
    const QJsonObject provider = m_providers.object(row);
    const QString id = m_providers.idOf(row);
    const Form::Load which = id == m_provider ? Form::Load::Again : Form::Load::Another;
    if (id != m_provider) {
        m_models->clear();
        m_modelsCard->hide();
    }
    m_provider = id;
    m_editable = provider.value(QLatin1String("managed_by")).toString() == QLatin1String("store");
    fill(provider, which);
    m_form->setReadOnly(!m_editable);
    m_editor->setTitle(provider.value(QLatin1String("name")).toString());
    const QString hint = provider.value(QLatin1String("api_key_hint")).toString();
    m_editor->setFact(
        !m_editable
            ? tr("from: %1; read-only here").arg(managedByText(provider.value(QLatin1String("managed_by")).toString()))
        : hint.isEmpty() ? tr("no key is set")
                         : tr("its key ends in %1").arg(hint));
    m_editor->show();
    updateButtons();
    m_onceShown.tell(*this, id);
    if (m_discovering == id) {
        m_discovering.clear();
        test();
    }
}

QString ProvidersPage::nameInForm() const
{
    return m_provider.isEmpty() ? tr("The new provider") : m_name;
}

void ProvidersPage::fill(const QJsonObject &provider, Form::Load which)
{
    m_revision = provider.value(QLatin1String("revision")).toInteger();
    m_name = shownName(provider.value(QLatin1String("name")).toString());
    QList<std::pair<QString, QString>> values{{QStringLiteral("api_key"), QString()}};
    for (const char *name : kFields) {
        QString value = provider.value(QLatin1String(name)).toString();
        for (const QJsonValue &preset : std::as_const(m_presets)) {
            if (QLatin1String(name) == QLatin1String("api_base") &&
                preset[QLatin1String("provider")] == provider.value(QLatin1String("provider")) &&
                preset[QLatin1String("api_base")] == value)
                value.clear(); // the provider's own address is no address of the account
        }
        values.emplaceBack(QLatin1String(name), value);
    }
    m_form->load(values, which);
}

void ProvidersPage::open(const QString &id, const QString &name, std::optional<Act> act)
{
    const auto open = [this, id, name, act] {
        if (act)
            m_onceShown.want(id, [this, id, act = *act] {
                if (id != m_provider)
                    return;
                if (act == Act::Edit)
                    m_form->findField(QStringLiteral("name"))->setFocus();
                else
                    m_test->click();
            });
        m_search->open(id, name);
        m_onceShown.tell(*this, m_provider);
    };
    if (id == m_provider || m_form->confirmLoss(nameInForm(), open))
        open();
}

void ProvidersPage::discover()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/providers")), this, [this](const AdminReply &reply) {
        if (!reply.ok())
            return;
        QStringList ids;
        QString name;
        for (const QJsonValue &account : reply.body.value(QLatin1String("data")).toArray()) {
            if (account[QLatin1String("managed_by")].toString() != QLatin1String("store"))
                continue;
            ids += account[QLatin1String("id")].toString();
            name = account[QLatin1String("name")].toString();
        }
        if (ids.isEmpty())
            startNew();
        else if (m_editable && ids.contains(m_provider))
            test();
        else if (ids.size() == 1)
            discoverOf(ids.first(), name);
        else
            notice().tell(
                tr("Choose the account whose models you want, then press \u201c%1\u201d.").arg(m_test->text()));
    });
}

void ProvidersPage::discoverOf(const QString &id, const QString &name)
{
    m_discovering = id;
    open(id, name);
    showProvider(); // it may be in the list already
}

bool ProvidersPage::startNew()
{
    if (!m_form->confirmLoss(nameInForm(), [this] { startNew(); }))
        return false;
    m_provider.clear();
    m_name.clear();
    m_editable = true;
    m_table->clearChoice();
    m_chosen = false;
    fill({}, Form::Load::Another);
    m_form->setReadOnly(false);
    m_models->clear();
    m_modelsCard->hide();
    m_editor->setTitle(tr("New provider"));
    m_editor->setFact(tr("paste a key: most tell whose they are"));
    m_editor->show();
    m_form->findField(QStringLiteral("api_key"))->setFocus();
    updateButtons();
    return true;
}

/// Takes the provider that the key begins like, as long as nobody has said whose it is: many share a beginning, and the
/// key would be shown to another.
void ProvidersPage::guessProvider()
{
    if (m_provider.isEmpty() && !m_chosen)
        m_form->setValue(QStringLiteral("provider"),
                         providerOfKey(m_presets, m_form->value(QStringLiteral("api_key")).trimmed()));
    updateButtons();
}

/// Of a new account all of it, of a known one what was changed.
QJsonObject ProvidersPage::fields() const
{
    QJsonObject body;
    for (const char *name : kFields) {
        if (m_provider.isEmpty() || m_form->changed(QLatin1String(name)))
            body[QLatin1String(name)] = m_form->value(QLatin1String(name));
    }
    if (const QString key = m_form->value(QStringLiteral("api_key")).trimmed(); !key.isEmpty())
        body[QLatin1String("api_key")] = key;
    return body;
}

/// The account as it stands in the form.
QJsonObject ProvidersPage::draft() const
{
    QJsonObject body;
    for (const char *name : kFields)
        body[QLatin1String(name)] = m_form->value(QLatin1String(name));
    if (const QString key = m_form->value(QStringLiteral("api_key")).trimmed(); !key.isEmpty())
        body[QLatin1String("api_key")] = key;
    return body;
}

QJsonObject ProvidersPage::chosenPreset() const
{
    const QString provider = m_form->value(QStringLiteral("provider"));
    for (const QJsonValue &preset : m_presets) {
        if (preset[QLatin1String("provider")].toString() == provider)
            return preset.toObject();
    }
    return {};
}

/// Whether the form says whose account it is, and has the key and the address without which nobody would answer; a
/// stored account has its key already.
bool ProvidersPage::hasWhatIsNeeded(const QJsonObject &preset) const
{
    const auto lacks = [&](const char *need, const char *field) {
        return preset.value(QLatin1String(need)).toBool() && m_form->value(QLatin1String(field)).trimmed().isEmpty();
    };
    return !m_form->value(QStringLiteral("provider")).isEmpty() && !lacks("needs_address", "api_base") &&
           (!m_provider.isEmpty() || !lacks("needs_key", "api_key"));
}

void ProvidersPage::updateButtons()
{
    const bool isNew = m_provider.isEmpty();
    m_saving->buttons().save()->setText(isNew ? tr("Add") : tr("Save"));
    const QJsonObject preset = chosenPreset();
    const bool whole = hasWhatIsNeeded(preset);
    m_saving->buttons().update(m_editable && whole, isNew);
    m_saving->buttons().save()->setVisible(m_editable);
    m_delete->setVisible(m_editable && !isNew && !m_form->isDirty()); // its room is Discard's
    m_test->setVisible(m_editable);
    m_test->setEnabled(whole);
    const QString own = preset.value(QLatin1String("api_base")).toString();
    const bool addressed = preset.value(QLatin1String("needs_address")).toBool();
    m_form->setLabel(QStringLiteral("api_base"), addressed ? tr("Address") : tr("Address (empty: the provider's own)"));
    m_form->setPlaceholder(QStringLiteral("api_base"),
                           own.isEmpty() && addressed ? QStringLiteral("http://host:port/v1") : own);
    const bool rotating = !isNew && !m_form->value(QStringLiteral("api_key")).isEmpty();
    m_hint->setText(rotating
                        ? tr("Test asks with the new key before it is saved. Saved, it holds from the next request on; "
                             "what is under way ends with the old one.")
                        : QString());
    m_hint->setVisible(rotating);
}

AdminRequest ProvidersPage::request() const
{
    const QString list = QStringLiteral("/admin/v1/providers");
    return m_provider.isEmpty() ? AdminRequest::post(list, fields())
                                : AdminRequest::patch(list + QLatin1Char('/') + m_provider, fields()).at(m_revision);
}

FormSaving::Deeds ProvidersPage::deeds()
{
    return {.request = [this] { return request(); },
            .name = [this] { return nameInForm(); },
            .saved =
                [this](const QJsonObject &provider, bool isNew) {
                    m_provider = provider.value(QLatin1String("id")).toString();
                    if (isNew)
                        m_search->clear();       // it is to be seen in the list
                    m_table->choose(m_provider); // before what is shown, for the list may not know it yet
                    fill(provider, Form::Load::Another);
                    updateButtons();
                    if (isNew)
                        test();
                },
            .again =
                [this](const QJsonObject &provider) {
                    fill(provider, Form::Load::Again);
                    updateButtons();
                }};
}

void ProvidersPage::test()
{
    m_form->setError(QStringLiteral("api_key"), {});
    const bool stored = !m_provider.isEmpty() && !m_form->isDirty();
    const QString list = QStringLiteral("/admin/v1/providers/");
    QJsonObject key;
    if (const QString typed = m_form->value(QStringLiteral("api_key")).trimmed(); !typed.isEmpty())
        key[QLatin1String("api_key")] = typed;
    // A stored account with a new key is asked as it will be; one that was changed otherwise, as it stands in the form.
    const bool onlyKey = !m_provider.isEmpty() && !m_form->changed(QStringLiteral("api_base")) &&
                         !m_form->changed(QStringLiteral("provider"));
    AdminOperation *asked =
        m_client.send(stored || onlyKey ? AdminRequest::post(list + m_provider + QStringLiteral("/test"), key)
                                        : AdminRequest::post(list + QStringLiteral("test"), draft()),
                      this);
    busy().follow(asked, tr("Asking the provider for its models\u2026"));
    connect(asked, &AdminOperation::finished, this,
            [this, id = m_provider, subject = m_form->subject(),
             provider = m_form->value(QStringLiteral("provider"))](const AdminReply &reply) {
                if (id != m_provider || (id.isEmpty() && subject != m_form->subject()))
                    return; // another one is looked at meanwhile
                if (!reply.ok()) {
                    m_modelsCard->hide();
                    if (!m_form->setError(reply.field.isEmpty() ? QStringLiteral("api_key") : reply.field,
                                          complaintWords(reply)))
                        notice().tell(tr("%1 was not tested: %2").arg(nameInForm(), complaintWords(reply)), true);
                    return;
                }
                const QJsonArray models = reply.body.value(QLatin1String("data")).toArray();
                m_models->setModels(models, id, provider);
                m_modelsCard->setFact(m_provider.isEmpty() ? tr("it answers; add the provider to add its models")
                                                           : tr("it answers and has %n model(s)", nullptr,
                                                                static_cast<int>(models.size())));
                m_models->setEnabled(!m_provider.isEmpty());
                m_modelsCard->show();
            });
}

/// An account through which models are called is not deleted: the question would end in a refusal.
void ProvidersPage::remove()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/providers/") + m_provider), this,
                  [this, id = m_provider, name = m_name](const AdminReply &reply) {
                      if (!reply.ok()) {
                          notice().tell(tr("%1 is not deleted: %2").arg(name, complaintWords(reply)), true);
                          return;
                      }
                      const QJsonObject used = reply.body.value(QLatin1String("used_by")).toObject();
                      const QStringList names = used.value(QLatin1String("names")).toVariant().toStringList();
                      if (names.isEmpty())
                          askToRemove(id, name);
                      else
                          tellUsed(name, names, used.value(QLatin1String("models")).toInteger());
                  });
}

void ProvidersPage::tellUsed(const QString &name, const QStringList &models, qint64 count)
{
    const QStringList some = models.mid(0, kNamedModels);
    QString named = shownName(some.join(QStringLiteral(", ")));
    if (const qint64 more = count - some.size(); more > 0)
        named = tr("%1 and %n more", nullptr, static_cast<int>(more)).arg(named);
    Question box(tr("%1 is in use").arg(name),
                 tr("Models are called through it: %1. Delete them first, or have them called through another account.")
                     .arg(named),
                 this);
    const QPushButton *show = box.add(tr("Show the models"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addCancel());
    box.exec();
    if (box.wasAnswered(show))
        Q_EMIT modelWanted(models.first());
}

void ProvidersPage::askToRemove(const QString &id, const QString &name)
{
    if (!confirmDestruction(this, tr("Delete %1?").arg(name),
                            tr("Its key is forgotten here; at the provider it stays valid."), tr("You can undo this."),
                            tr("Delete %1").arg(name)))
        return;
    m_client.call(AdminRequest::remove(QStringLiteral("/admin/v1/providers/") + id), this,
                  [this, name, id](const AdminReply &reply) {
                      if (!reply.ok()) {
                          notice().tell(tr("%1 is not deleted: %2").arg(name, complaintWords(reply)), true);
                          return;
                      }
                      if (id == m_provider) {
                          m_form->settle();
                          m_provider.clear();
                          takeAway(m_editor);
                          takeAway(m_modelsCard);
                      }
                      offerUndo(*this, m_client, name, reply, tr("%1 is deleted.").arg(name));
                  });
}

void ProvidersPage::findLocal()
{
    AdminOperation *asked = m_client.send(AdminRequest::get(QStringLiteral("/admin/v1/local-servers")), this);
    busy().follow(asked, tr("Looking for model servers on the gateway's machine\u2026"));
    connect(asked, &AdminOperation::finished, this, [this](const AdminReply &reply) {
        const QJsonArray servers = reply.body.value(QLatin1String("data")).toArray();
        if (servers.isEmpty()) {
            notice().tell(reply.ok() ? tr("No model server answers on the usual ports (11434, 8000, 8080, 1234). Start "
                                          "one, or add it by its address.")
                                     : complaintWords(reply),
                          !reply.ok());
            return;
        }
        const QJsonObject server = servers.first().toObject();
        if (!startNew())
            return;
        m_chosen = true;
        m_form->setValue(QStringLiteral("provider"), server.value(QLatin1String("provider")).toString());
        m_form->setValue(QStringLiteral("api_base"), server.value(QLatin1String("api_base")).toString());
        updateButtons();
        notice().tell(tr("Found %1. Add it to offer its models.")
                          .arg(providerTitle(server.value(QLatin1String("provider")).toString())));
    });
}

} // namespace ostiary
