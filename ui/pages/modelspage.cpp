// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/modelspage.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "models/items/whywords.h"
#include "ui/pages/csvexport.h"
#include "ui/pages/modelusers.h"
#include "ui/pages/pageparts.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QJsonArray>
#include <QScrollBar>
#include <QTimer>

#include <array>

namespace ostiary {

namespace {

constexpr int kLedgerMs = 60; ///< the row of a request appears within a few milliseconds of its end

constexpr std::array kFields = {"model_name",         "connection",
                                "provider",           "upstream_model",
                                "api_base",           "weight",
                                "rpm_limit",          "max_parallel_requests",
                                "input_usd_per_mtok", "output_usd_per_mtok",
                                "max_output_tokens",  "timeout_seconds"};
constexpr std::array kOfOwnAddress = {"provider", "api_base", "api_key"}; ///< which an account at a provider stands for
constexpr std::array kPrices = {"input_usd_per_mtok", "output_usd_per_mtok"};

bool isOneOf(const QString &field, const auto &fields)
{
    return std::any_of(fields.begin(), fields.end(), [&](const char *f) { return field == QLatin1String(f); });
}

/// A field of the form as the admin API wants it: numbers as numbers, nothing as null.
QJsonValue apiValue(const QString &field, const QString &text)
{
    constexpr std::array kNumbers = {"weight", "rpm_limit", "max_parallel_requests", "max_output_tokens",
                                     "timeout_seconds"};
    if (text.isEmpty())
        return QJsonValue();
    return isOneOf(field, kNumbers) ? QJsonValue(text.toInt()) : QJsonValue(text);
}

} // namespace

ModelsPage::ModelsPage(AdminClient &client, ConsoleKey &key, QWidget *parent)
    : Page(tr("Models"), parent), m_client(client), m_consoleKey(key),
      m_models(client, {QStringLiteral("/admin/v1/models"), QStringLiteral("model"), QStringLiteral("name")},
               modelColumns()),
      m_table(new Table(m_models, tr("Models"))),
      m_deployments(client, {QStringLiteral("/admin/v1/deployments"), QStringLiteral("model")}, deploymentColumns()),
      m_deploymentTable(new Table(m_deployments, tr("Deployments"))), m_editor(new Card), m_form(new Form),
      m_saving(new FormSaving(*this, client, *m_form, deeds())), m_delete(new QPushButton(tr("Delete\u2026"))),
      m_copy(new QPushButton(tr("Copy"))), m_enable(new QPushButton), m_test(new QPushButton(tr("Test"))),
      m_price(dimLabel({})), m_tested(dimLabel({}))
{
    auto *discover = new QPushButton(tr("Discover\u2026"));
    discover->setToolTip(tr("See what a provider has, and add many at once"));
    connect(discover, &QPushButton::clicked, this, &ModelsPage::discoveryWanted);
    auto *add = new QPushButton(tr("Add model"));
    add->setProperty("primary", true);
    connect(add, &QPushButton::clicked, this, &ModelsPage::startNew);
    handles() = {.first = m_table->view(), .make = add, .save = m_saving->buttons().save()};
    QUrlQuery activity;
    activity.addQueryItem(QStringLiteral("with"), QStringLiteral("activity"));
    m_search = new ListSearch(
        *this, *m_table, tr("Find a model"), [](int all) { return tr("%n in the catalogue", nullptr, all); }, activity);
    for (QWidget *action : std::initializer_list<QWidget *>{m_search->edit(), discover, add})
        addAction(action);
    m_table->setEmptyState(
        tr("The catalogue is empty. A model is a name that clients use, and one or more places where it is called."));
    m_table->setWidths({190, 230, 120, 80, 130, 140, 0, 130}, 1);
    m_table->keepAs(QStringLiteral("models"));
    CsvExport::offer(*this, m_client, *m_table, tr("Export the models"), QStringLiteral("models.csv"));
    auto *list = new Card;
    list->content()->addWidget(m_table);
    buildForm();
    auto *below = keptSplitter(Qt::Horizontal, QStringLiteral("deployments"));
    below->addWidget(m_editor);
    below->addWidget(buildDeployments());
    below->setStretchFactor(0, 1);
    below->setStretchFactor(1, 1);
    below->setSizes({560, 520});
    auto *splitter = keptSplitter(Qt::Vertical, QStringLiteral("models"));
    splitter->addWidget(list);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 5);
    splitter->setSizes({260, 480});
    content()->addWidget(splitter, 1);
    setTabOrder(m_saving->buttons().save(), m_saving->buttons().discard());
    setTabOrder(m_saving->buttons().discard(), m_copy);
    setTabOrder(m_copy, m_enable);
    setTabOrder(m_deploymentTable->view(), m_test);
    setTabOrder(m_test, m_delete); // what destroys is come to last
    m_editor->hide();

    const auto guard = [this](Table *table) {
        return [this, table] { return mayLeave([table, id = table->wantedId()] { table->choose(id); }); };
    };
    const auto changed = [this] { return m_form->isDirty(); };
    m_table->setGuard(changed, guard(m_table));
    m_deploymentTable->setGuard(changed, guard(m_deploymentTable));
    connect(m_table, &Table::currentChanged, this, &ModelsPage::showModel);
    connect(m_deploymentTable, &Table::currentChanged, this, &ModelsPage::showDeployment);
    m_deploymentTable->setDeleteButton(m_delete);
    connect(m_form, &Form::edited, this, &ModelsPage::updateButtons);
    followRequests(m_client, *this, m_models);
    followRequests(m_client, *this, m_deployments);
    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("provider"))
            listProviders();
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online)
            listProviders();
    });
    m_models.setFilter(activity);
    listProviders();
}

void ModelsPage::buildForm()
{
    m_form->addText(QStringLiteral("model_name"), tr("Name that clients use"), checkRequired);
    m_connection = m_form->addChoice(QStringLiteral("connection"), tr("Called through"),
                                     {{QString(), tr("an address of its own")}});
    m_form->addText(QStringLiteral("upstream_model"), tr("Model at the provider"), checkRequired);
    m_form->addNumber(QStringLiteral("weight"), tr("Weight"), tr("of this name's requests"), checkCount);
    m_form->addChoice(QStringLiteral("provider"), tr("Provider"), {});
    m_form->addText(QStringLiteral("api_base"), tr("Address (empty: the provider's own)"));
    m_form->addSecret(QStringLiteral("api_key"), tr("Key of the provider (is never shown again)"), true);
    m_form->addAmount(QStringLiteral("input_usd_per_mtok"), tr("Price of input"), tr("$ per million tokens"));
    m_form->addAmount(QStringLiteral("output_usd_per_mtok"), tr("Price of output"), tr("$ per million tokens"));
    m_form->addNumber(QStringLiteral("rpm_limit"), tr("Most requests per minute"), tr("per minute"), checkCount);
    m_form->addNumber(QStringLiteral("max_parallel_requests"), tr("Most requests at once"), tr("at once"), checkCount);
    m_form->addNumber(QStringLiteral("max_output_tokens"), tr("Largest output"), tr("tokens"), checkCount);
    m_form->addNumber(QStringLiteral("timeout_seconds"), tr("Longest answer"), tr("seconds"), checkCount);
    m_price->setWordWrap(true);
    m_form->addWidget(m_price);
    m_delete->setProperty("danger", true);
    QScrollArea *area = scrolled(m_form); // to and fro it does not scroll
    area->setMinimumWidth(m_form->minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width());
    m_editor->content()->addWidget(area, 1); // before the buttons in the order of Tab
    for (QPushButton *button : {m_delete, m_enable, m_copy, m_saving->buttons().discard(), m_saving->buttons().save()})
        m_editor->addAction(button);
    connect(&m_saving->buttons(), &SaveButtons::discarded, this, [this] {
        if (m_deployment.isEmpty())
            startNew(); // a copy is none any more
    });
    connect(m_delete, &QPushButton::clicked, this, &ModelsPage::remove);
    connect(m_copy, &QPushButton::clicked, this, &ModelsPage::startCopy);
    connect(m_enable, &QPushButton::clicked, this, &ModelsPage::toggleEnabled);
}

QWidget *ModelsPage::buildDeployments()
{
    auto *serving = new Card(tr("Deployments"));
    serving->setFact(tr("weighted, then fall back"));
    m_deployments.clear();
    m_deploymentTable->setEmptyState(tr("Choose a model to see where it is called."));
    m_deploymentTable->setWidths({160, 0, 70, 120, 112}, 0);
    m_deploymentTable->keepAs(QStringLiteral("deployments"));
    CsvExport::offer(*this, m_client, *m_deploymentTable, tr("Export the deployments of this model"),
                     QStringLiteral("deployments.csv"));
    m_test->setToolTip(tr("Sends a real request for one token to the chosen deployment"));
    m_test->setEnabled(false);
    connect(m_test, &QPushButton::clicked, this, &ModelsPage::test);
    serving->addAction(m_test);
    serving->content()->addWidget(m_deploymentTable, 1);
    m_tested->setWordWrap(true);
    m_tested->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tested->hide();
    serving->content()->addWidget(m_tested);
    return serving;
}

void ModelsPage::listProviders()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/provider-presets")), this,
                  [this](const AdminReply &reply) {
                      if (!reply.ok())
                          return; // what was read before stays
                      m_form->setChoices(QStringLiteral("provider"),
                                         providerChoices(reply.body.value(QLatin1String("data")).toArray(),
                                                         [](const QJsonObject &) { return true; }));
                      markProviders(*qobject_cast<QComboBox *>(m_form->findField(QStringLiteral("provider"))));
                  });
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/providers")), this, [this](const AdminReply &reply) {
        if (!reply.ok())
            return;
        QList<std::pair<QString, QString>> accounts{{QString(), tr("an address of its own")}};
        for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
            const QJsonObject account = value.toObject();
            if (account.value(QLatin1String("managed_by")).toString() == QLatin1String("store"))
                accounts.append(
                    {account.value(QLatin1String("id")).toString(), account.value(QLatin1String("name")).toString()});
        }
        m_form->setChoices(QStringLiteral("connection"), accounts);
        updateButtons();
    });
}

void ModelsPage::showModel()
{
    const int row = m_table->currentRow();
    if (row < 0 || m_form->isDirty()) // what is being written is not thrown away by a reload
        return;
    const QJsonObject model = m_models.object(row);
    const QString name = model.value(QLatin1String("name")).toString();
    if (name == m_listed && !m_deployment.isEmpty())
        return; // its deployments keep themselves up to date
    const QJsonArray deployments = model.value(QLatin1String("deployments")).toArray();
    QJsonObject first = deployments.first().toObject();
    for (const QJsonValue &deployment : deployments) {
        if (deployment[QLatin1String("id")].toString() == m_onceShown.id())
            first = deployment.toObject(); // it was asked for by its id
    }
    m_listed = name;
    m_tested->hide();
    m_deploymentTable->choose(first.value(QLatin1String("id")).toString());
    listDeployments(first.value(QLatin1String("model_name")).toString());
    edit(first, Form::Load::Another);
}

void ModelsPage::listDeployments(const QString &model)
{
    QUrlQuery query;
    addText(query, QStringLiteral("model_name"), model);
    m_deployments.setFilter(query);
}

void ModelsPage::showDeployment()
{
    const int row = m_deploymentTable->currentRow();
    if (row < 0 || (m_form->isDirty() && m_deployments.idOf(row) != m_deployment))
        return;
    const bool again = m_deployments.idOf(row) == m_deployment;
    if (!again)
        m_tested->hide();
    edit(m_deployments.object(row), again ? Form::Load::Again : Form::Load::Another);
}

void ModelsPage::fill(const QJsonObject &deployment, Form::Load which)
{
    const QJsonObject price = deployment.value(QLatin1String("price")).toObject();
    const bool ownPrice = price.value(QLatin1String("source")).toString() == QLatin1String("set by an administrator");
    QList<std::pair<QString, QString>> values{{QStringLiteral("api_key"), QString()}};
    for (const char *name : kFields) {
        const QString field = QLatin1String(name);
        const bool ofPrice = isOneOf(field, kPrices);
        const QJsonValue value = ofPrice ? (ownPrice ? price.value(field) : QJsonValue()) : deployment.value(field);
        values.emplaceBack(field, value.isDouble() ? QString::number(value.toInt()) : value.toString());
        if (ofPrice)
            m_form->setPlaceholder(field, price.value(field).toString());
    }
    m_form->load(values, which);
    m_price->setText(price.isEmpty() ? tr("Without a price it is refused under a budget.")
                     : ownPrice      ? tr("These prices were set here; empty fields go back to the list's.")
                                : tr("Price of %1; what is written here goes before it.").arg(priceSourceText(price)));
}

void ModelsPage::edit(const QJsonObject &deployment, Form::Load which)
{
    m_model = deployment.value(QLatin1String("model_name")).toString();
    m_deployment = deployment.value(QLatin1String("id")).toString();
    m_revision = deployment.value(QLatin1String("revision")).toInteger();
    m_editable = deployment.value(QLatin1String("managed_by")).toString() == QLatin1String("store");
    m_enabled = deployment.value(QLatin1String("enabled")).toBool(true);
    m_editor->setTitle(m_model);
    fill(deployment, which);
    m_form->setReadOnly(!m_editable);
    m_editor->setFact(
        m_editable
            ? tr("key of the provider %1").arg(deployment.value(QLatin1String("api_key_hint")).toString(tr("not set")))
            : tr("from: %1; read-only here")
                  .arg(managedByText(deployment.value(QLatin1String("managed_by")).toString())));
    m_editor->show();
    updateButtons();
    m_onceShown.tell(*this, m_deployment);
}

void ModelsPage::open(const QString &name)
{
    const auto open = [this, name] { m_search->open(name, name); };
    if (name == m_listed || mayLeave(open))
        open();
}

void ModelsPage::open(const QString &name, const QString &deployment, Act act)
{
    const auto open = [this, name, deployment, act] {
        m_onceShown.want(deployment, [this, deployment, act] {
            if (deployment == m_deployment)
                perform(act);
        });
        m_search->open(name, name);
        if (name == m_listed && deployment != m_deployment)
            m_deploymentTable->choose(deployment);
        m_onceShown.tell(*this, m_deployment);
    };
    if (deployment == m_deployment || mayLeave(open))
        open();
}

/// The deployment may have been enabled or disabled meanwhile.
void ModelsPage::perform(Act act)
{
    if (act == Act::Edit)
        m_form->begin();
    else if (act == Act::Test)
        m_test->click();
    else if (m_enabled == (act == Act::Disable))
        m_enable->click();
}

bool ModelsPage::mayLeave(std::function<void()> goOn)
{
    return m_form->confirmLoss(m_model.isEmpty() ? tr("the new model") : m_model, std::move(goOn));
}

bool ModelsPage::startNew()
{
    if (!mayLeave([this] { startNew(); }))
        return false;
    m_deployment.clear();
    m_revision = 0;
    m_model.clear();
    m_listed.clear();
    m_editable = m_enabled = true;
    m_table->clearChoice();
    m_deploymentTable->clearChoice();
    m_deployments.clear(); // there is no model to list them of
    fill({{QLatin1String("weight"), 1}}, Form::Load::Another);
    m_price->setText(tr("Without prices of your own those of the price list hold."));
    m_form->setReadOnly(false);
    m_editor->setTitle(tr("New model"));
    m_editor->setFact(tr("a second deployment of a name shares its requests by weight"));
    m_editor->show();
    m_form->begin();
    updateButtons();
    return true;
}

/// Another deployment that begins as the one in the form; its key is not copied, nobody can read it.
void ModelsPage::startCopy()
{
    QHash<QString, QString> values;
    for (const char *name : kFields)
        values[QLatin1String(name)] = m_form->value(QLatin1String(name));
    if (!startNew())
        return;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        m_form->setValue(it.key(), it.value());
    m_editor->setTitle(tr("Copy of %1").arg(values.value(QStringLiteral("model_name"))));
    m_editor->setFact(tr("give it another name, or another place under the same name"));
    updateButtons();
}

void ModelsPage::updateButtons()
{
    const bool known = !m_deployment.isEmpty();
    const bool own = m_form->value(QStringLiteral("connection")).isEmpty();
    for (const char *field : kOfOwnAddress)
        m_form->setShown(QLatin1String(field), own);
    m_saving->buttons().update(m_editable);
    m_delete->setVisible(m_editable && known);
    m_enable->setVisible(m_editable && known && !m_form->isDirty()); // its room is Discard's
    m_enable->setText(m_enabled ? tr("Disable") : tr("Enable"));
    m_copy->setVisible(known);
    m_test->setEnabled(known && m_enabled && !m_form->isDirty() && !m_call && !m_model.contains(QLatin1Char('*')));
}

AdminRequest ModelsPage::request() const
{
    QJsonObject body;
    const bool own = m_form->value(QStringLiteral("connection")).isEmpty();
    for (const char *name : kFields) {
        const QString field = QLatin1String(name);
        if (!own && isOneOf(field, kOfOwnAddress))
            continue; // the account's
        const bool needed = isOneOf(field, kOfOwnAddress) && m_form->changed(QStringLiteral("connection"));
        if (m_form->changed(field) || needed || (m_deployment.isEmpty() && !m_form->value(field).isEmpty()))
            body[field] = apiValue(field, m_form->value(field));
    }
    if (const QString key = m_form->value(QStringLiteral("api_key")); own && !key.isEmpty())
        body[QLatin1String("api_key")] = key;
    const QString list = QStringLiteral("/admin/v1/deployments");
    return m_deployment.isEmpty() ? AdminRequest::post(list, body)
                                  : AdminRequest::patch(list + QLatin1Char('/') + m_deployment, body).at(m_revision);
}

FormSaving::Deeds ModelsPage::deeds()
{
    return {.request = [this] { return request(); },
            .name = [this] { return shownName(m_form->value(QStringLiteral("model_name"))); },
            .saved =
                [this](const QJsonObject &deployment, bool isNew) {
                    m_listed = deployment.value(QLatin1String("model_name")).toString();
                    m_deployment = deployment.value(QLatin1String("id")).toString();
                    if (isNew)
                        m_search->clear();     // it is to be seen in the list
                    m_table->choose(m_listed); // before what is shown, for the lists may not know it yet
                    m_deploymentTable->choose(m_deployment);
                    edit(deployment, Form::Load::Another);
                    listDeployments(m_model);
                },
            .again = [this](const QJsonObject &deployment) { edit(deployment, Form::Load::Again); }};
}

/// Where the model is not called any more without this deployment, who loses it is asked about first.
void ModelsPage::toggleEnabled()
{
    if (!m_enabled) {
        setEnabledOf(m_deployment, m_model, true, {});
        return;
    }
    findModelUsers(m_client, this, m_model, m_deployment,
                   [this, id = m_deployment, model = m_model](const ModelUsers &users) {
                       const QString named = shownName(model);
                       const bool asked = !users.complaint.isEmpty() || !users.naming.isEmpty();
                       if (asked && !confirmDestruction(this, tr("Disable %1?").arg(named), users.consequence(model),
                                                        users.losing(), tr("Disable %1").arg(named)))
                           return;
                       setEnabledOf(id, model, false, users.consequence(model) + QLatin1Char(' ') + users.losing());
                   });
}

void ModelsPage::setEnabledOf(const QString &id, const QString &model, bool enabled, const QString &consequence)
{
    m_client.call(
        AdminRequest::patch(QStringLiteral("/admin/v1/deployments/") + id, {{QLatin1String("enabled"), enabled}}), this,
        [this, id, model, enabled, consequence](const AdminReply &reply) {
            const QString name = shownName(model);
            if (!reply.ok()) {
                notice().tell(tr("%1 is not changed: %2").arg(name, complaintWords(reply)), true);
                return;
            }
            if (id == m_deployment) // another may have been chosen meanwhile
                edit(reply.body, Form::Load::Again);
            const QString done =
                enabled ? tr("%1 is called again.").arg(name)
                        : tr("%1 is not called any more at this place.").arg(name) + QLatin1Char(' ') + consequence;
            offerUndo(*this, m_client, name, reply, done.trimmed());
        });
}

void ModelsPage::remove()
{
    findModelUsers(
        m_client, this, m_model, m_deployment, [this, id = m_deployment, model = m_model](const ModelUsers &users) {
            const QString named = shownName(model);
            const QString more = (users.losing() + QLatin1Char(' ') + tr("You can undo this.")).trimmed();
            if (!confirmDestruction(this, tr("Delete %1?").arg(named), users.consequence(model), more,
                                    tr("Delete %1").arg(named)))
                return;
            m_client.call(AdminRequest::remove(QStringLiteral("/admin/v1/deployments/") + id), this,
                          [this, id, named](const AdminReply &removed) {
                              if (!removed.ok()) {
                                  notice().tell(tr("%1 is not deleted: %2").arg(named, complaintWords(removed)), true);
                                  return;
                              }
                              if (id == m_deployment) {
                                  m_form->settle();
                                  m_deployment.clear();
                                  takeAway(m_editor);
                              }
                              offerUndo(*this, m_client, named, removed, tr("%1 is deleted.").arg(named));
                          });
        });
}

void ModelsPage::test()
{
    m_test->setEnabled(false);
    m_tested->setText(tr("Asking for one token\u2026"));
    m_tested->show();
    m_consoleKey.get(this, [this, id = m_deployment](const QString &key, const AdminReply &refusal) {
        if (key.isEmpty()) {
            m_tested->setText(tr("No key could be made: %1").arg(complaintWords(refusal)));
            updateButtons();
            return;
        }
        m_answer.clear();
        m_call = new ChatCall(this);
        connect(m_call, &ChatCall::text, this, [this](const QString &words) { m_answer += words; });
        connect(m_call, &ChatCall::finished, this, &ModelsPage::showTest);
        busy().follow(m_call, tr("Waiting for the provider's answer\u2026"), [this] {
            m_tested->setText(tr("The test was cancelled."));
            updateButtons();
        });
        // By its id a deployment is called alone: no other one steps in.
        m_call->trust(m_client.dataCertificate());
        m_call->start(m_network, m_client.dataAddress(), key, id,
                      QJsonArray{QJsonObject{{QLatin1String("role"), QLatin1String("user")},
                                             {QLatin1String("content"), QLatin1String("Hello")}}},
                      {{QLatin1String("max_tokens"), 1}});
    });
}

void ModelsPage::showTest(const ChatCall::Outcome &outcome)
{
    m_call->deleteLater();
    m_call = nullptr;
    updateButtons();
    if (!outcome.error.isEmpty()) {
        if (outcome.status == 401)
            m_consoleKey.forget();
        m_tested->setText(tr("It failed: %1").arg(callWords(outcome)));
        askForRequest(outcome.requestId, [this, outcome](const QJsonObject &request) {
            m_tested->setText(tr("It failed: %1").arg(callWords(outcome, request)));
        });
        return;
    }
    const QString said = m_answer.isEmpty()
                             ? tr("It answered after %1").arg(formatMilliseconds(outcome.totalMs))
                             : tr("It answered \u201c%1\u201d after %2")
                                   .arg(shownName(m_answer.left(60)), formatMilliseconds(outcome.totalMs));
    const QString tokens = outcome.completionTokens >= 0
                               ? tr("%1 tokens").arg(formatTokens(outcome.promptTokens, outcome.completionTokens))
                               : QString();
    m_tested->setText(said + QStringLiteral(" \u00b7 ") + tokens);
    askForRequest(outcome.requestId, [this](const QJsonObject &request) {
        m_tested->setText(m_tested->text() + QStringLiteral(" \u00b7 ") +
                          formatMoney(request.value(QLatin1String("cost_usd")).toString()));
    });
}

/// What the gateway has recorded of a test, unless another has begun meanwhile.
void ModelsPage::askForRequest(const QString &id, std::function<void(const QJsonObject &)> take)
{
    if (id.isEmpty())
        return;
    QTimer::singleShot(kLedgerMs, this, [this, id, take = std::move(take)] {
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/") + id), this,
                      [this, take](const AdminReply &reply) {
                          if (reply.ok() && !m_call)
                              take(reply.body);
                      });
    });
}

} // namespace ostiary
