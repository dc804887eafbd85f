// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/modelspage.h"

#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/theme.h"

#include <QJsonArray>
#include <QMessageBox>
#include <QSplitter>
#include <QStyle>

namespace ostiary {

namespace {

const QList<std::pair<QString, QString>> &providers()
{
    static const QList<std::pair<QString, QString>> list{{QStringLiteral("openai"), QStringLiteral("OpenAI")},
                                                         {QStringLiteral("anthropic"), QStringLiteral("Anthropic")},
                                                         {QStringLiteral("openrouter"), QStringLiteral("OpenRouter")},
                                                         {QStringLiteral("mistral"), QStringLiteral("Mistral")},
                                                         {QStringLiteral("groq"), QStringLiteral("Groq")},
                                                         {QStringLiteral("deepseek"), QStringLiteral("DeepSeek")},
                                                         {QStringLiteral("together_ai"), QStringLiteral("Together")},
                                                         {QStringLiteral("fireworks_ai"), QStringLiteral("Fireworks")},
                                                         {QStringLiteral("ollama"), QStringLiteral("Ollama")},
                                                         {QStringLiteral("vllm"), QStringLiteral("vLLM")},
                                                         {QStringLiteral("sim"), QStringLiteral("Simulator")}};
    return list;
}

/// A field of the form as the admin API wants it: numbers as numbers, nothing as null.
QJsonValue apiValue(const QString &field, const QString &text)
{
    if (text.isEmpty())
        return QJsonValue();
    static const QStringList kNumbers{QStringLiteral("weight"), QStringLiteral("rpm_limit"),
                                      QStringLiteral("max_output_tokens")};
    return kNumbers.contains(field) ? QJsonValue(text.toInt()) : QJsonValue(text);
}

const char *const kFields[] = {"model_name", "provider",           "upstream_model",      "api_base",         "weight",
                               "rpm_limit",  "input_usd_per_mtok", "output_usd_per_mtok", "max_output_tokens"};

} // namespace

ModelsPage::ModelsPage(AdminClient &client, QWidget *parent)
    : Page(tr("Models"), parent), m_client(client),
      m_models(client, {QStringLiteral("/admin/v1/models"), QStringLiteral("model"), QStringLiteral("name")},
               modelColumns()),
      m_table(new Table(m_models, tr("Models"))),
      m_deployments(client, {QStringLiteral("/admin/v1/deployments"), QStringLiteral("model")}, deploymentColumns()),
      m_deploymentTable(new Table(m_deployments, tr("Deployments"))), m_editor(new Card), m_form(new Form),
      m_save(new QPushButton(tr("Save"))), m_delete(new QPushButton(tr("Delete\u2026"))), m_note(new QLabel)
{
    auto *add = new QPushButton(tr("Add model"));
    add->setProperty("primary", true);
    connect(add, &QPushButton::clicked, this, &ModelsPage::startNew);
    addAction(add);
    m_table->setEmptyState(
        tr("The catalogue is empty. A model is a name that clients use, and one or more places where it is called."));
    m_table->setWidths({220, 260, 150, 100, 150, 170}, 1);
    auto *list = new Card;
    list->content()->addWidget(m_table);

    m_form->addText(QStringLiteral("model_name"), tr("Name that clients use"), checkRequired);
    m_form->addChoice(QStringLiteral("provider"), tr("Provider"), providers());
    m_form->addText(QStringLiteral("upstream_model"), tr("Model at the provider"), checkRequired);
    m_form->addText(QStringLiteral("api_base"), tr("Address (empty: the provider's own)"));
    m_form->addSecret(QStringLiteral("api_key"), tr("Key of the provider (is never shown again)"));
    m_form->addText(QStringLiteral("weight"), tr("Weight among deployments of this name"), checkCount);
    m_form->addText(QStringLiteral("input_usd_per_mtok"), tr("Price of input, $ per million tokens"), checkMoney);
    m_form->addText(QStringLiteral("output_usd_per_mtok"), tr("Price of output, $ per million tokens"), checkMoney);
    m_form->addText(QStringLiteral("rpm_limit"), tr("Most requests per minute"), checkCount);
    m_form->addText(QStringLiteral("max_output_tokens"), tr("Largest output, tokens"), checkCount);
    m_save->setProperty("primary", true);
    m_delete->setProperty("danger", true);
    m_note->setWordWrap(true);
    for (QPushButton *button : {m_delete, m_save})
        m_editor->addAction(button);
    m_editor->content()->addWidget(m_form);
    m_editor->content()->addWidget(m_note);
    m_editor->content()->addStretch();
    auto *serving = new Card(tr("Deployments"));
    serving->setFact(tr("share the requests by weight; a failed one is followed by the next"));
    m_deploymentTable->setEmptyState(tr("Choose a model to see where it is called."));
    m_deploymentTable->setWidths({220, 110, 70, 140}, 0);
    serving->content()->addWidget(m_deploymentTable);
    auto *below = new QSplitter(Qt::Horizontal);
    below->setObjectName(QStringLiteral("deployments"));
    below->setHandleWidth(14);
    below->setChildrenCollapsible(false);
    below->addWidget(m_editor);
    below->addWidget(serving);
    below->setStretchFactor(0, 1);
    below->setStretchFactor(1, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("models"));
    splitter->setHandleWidth(14);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(list);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 5);
    content()->addWidget(splitter, 1);
    m_editor->hide();

    connect(m_table, &Table::currentChanged, this, &ModelsPage::showModel);
    connect(m_deploymentTable, &Table::currentChanged, this, &ModelsPage::showDeployment);
    connect(m_form, &Form::edited, this, &ModelsPage::updateButtons);
    connect(m_save, &QPushButton::clicked, this, &ModelsPage::save);
    connect(m_delete, &QPushButton::clicked, this, &ModelsPage::remove);
    connect(&m_models, &ResourceModel::loaded, this,
            [this] { setFact(tr("%n in the catalogue", nullptr, m_models.rowCount())); });
    m_models.reload();
}

void ModelsPage::showModel()
{
    const int row = m_table->currentRow();
    if (row < 0 || m_form->isDirty()) // what is being written is not thrown away by a reload
        return;
    const QJsonObject model = m_models.object(row);
    const QString name = model.value(QLatin1String("name")).toString();
    if (name == m_model && !m_deployment.isEmpty())
        return; // its deployments keep themselves up to date
    m_model = name;
    const QJsonObject first = model.value(QLatin1String("deployments")).toArray().first().toObject();
    m_deploymentTable->choose(first.value(QLatin1String("id")).toString());
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("model_name"), m_model);
    m_deployments.setFilter(query);
    edit(first);
}

void ModelsPage::showDeployment()
{
    const int row = m_deploymentTable->currentRow();
    if (row >= 0 && !m_form->isDirty())
        edit(m_deployments.object(row));
}

void ModelsPage::edit(const QJsonObject &deployment)
{
    m_deployment = deployment.value(QLatin1String("id")).toString();
    m_editable = deployment.value(QLatin1String("managed_by")).toString() == QLatin1String("store");
    m_editor->setTitle(m_model);
    const QJsonObject price = deployment.value(QLatin1String("price")).toObject();
    for (const char *name : kFields) {
        const QString field = QLatin1String(name);
        const QJsonValue value = price.contains(field) ? price.value(field) : deployment.value(field);
        m_form->setValue(field, value.isDouble() ? QString::number(value.toInt()) : value.toString());
    }
    m_form->setValue(QStringLiteral("api_key"), {});
    m_form->settle();
    m_form->setReadOnly(!m_editable);
    m_editor->setFact(
        m_editable
            ? tr("key of the provider %1").arg(deployment.value(QLatin1String("api_key_hint")).toString(tr("not set")))
            : tr("managed elsewhere, read-only here"));
    m_editor->show();
    updateButtons();
}

void ModelsPage::startNew()
{
    m_deployment.clear();
    m_model.clear();
    m_editable = true;
    m_table->view()->clearSelection();
    for (const char *name : kFields)
        m_form->setValue(QLatin1String(name),
                         QLatin1String(name) == QLatin1String("weight") ? QStringLiteral("1") : QString());
    m_form->setValue(QStringLiteral("api_key"), {});
    m_form->settle();
    m_form->setReadOnly(false);
    m_editor->setTitle(tr("New model"));
    m_editor->setFact(tr("a second deployment of a name shares its requests by weight"));
    tell({}, false);
    m_editor->show();
    m_form->findChild<QLineEdit *>()->setFocus();
    updateButtons();
}

void ModelsPage::updateButtons()
{
    m_save->setEnabled(m_editable && m_form->isDirty() && m_form->isValid());
    m_delete->setVisible(m_editable && !m_deployment.isEmpty());
}

void ModelsPage::save()
{
    QJsonObject body;
    for (const char *name : kFields) {
        const QString field = QLatin1String(name);
        if (m_form->changed(field) || (m_deployment.isEmpty() && !m_form->value(field).isEmpty()))
            body[field] = apiValue(field, m_form->value(field));
    }
    if (const QString key = m_form->value(QStringLiteral("api_key")); !key.isEmpty())
        body[QLatin1String("api_key")] = key;
    const QString list = QStringLiteral("/admin/v1/deployments");
    m_save->setEnabled(false);
    m_client.call(m_deployment.isEmpty() ? AdminRequest::post(list, body)
                                         : AdminRequest::patch(list + QLatin1Char('/') + m_deployment, body),
                  this, [this](const AdminReply &reply) {
                      if (!reply.ok()) {
                          updateButtons();
                          if (!m_form->setError(reply.field, reply.message))
                              tell(tr("Not saved: %1").arg(reply.message), true);
                          return;
                      }
                      m_model = reply.body.value(QLatin1String("model_name")).toString();
                      edit(reply.body);
                      tell(tr("Saved; it holds from the next request on."), false);
                      m_table->choose(m_model);
                  });
}

void ModelsPage::remove()
{
    const QString deployment = m_deployment;
    m_client.call(
        AdminRequest::get(QStringLiteral("/admin/v1/keys")), this, [this, deployment](const AdminReply &reply) {
            QStringList losing;
            for (const QJsonValue &key : reply.body.value(QLatin1String("data")).toArray()) {
                if (key.toObject().value(QLatin1String("models")).toArray().contains(m_model))
                    losing += whoText(key.toObject());
            }
            QMessageBox question(QMessageBox::Question, tr("Delete %1?").arg(m_model),
                                 tr("Requests for %1 will be refused.").arg(m_model), QMessageBox::Cancel, this);
            question.setInformativeText(
                losing.isEmpty() ? tr("No key names it. The admin API can bring it back.")
                                 : tr("These keys name it and lose it: %1.").arg(losing.join(QStringLiteral(", "))));
            QPushButton *sure = question.addButton(tr("Delete %1").arg(m_model), QMessageBox::DestructiveRole);
            question.exec();
            if (question.clickedButton() != sure)
                return;
            m_client.call(AdminRequest::remove(QStringLiteral("/admin/v1/deployments/") + deployment), this,
                          [this](const AdminReply &removed) {
                              if (!removed.ok())
                                  tell(tr("Not deleted: %1").arg(removed.message), true);
                              else
                                  m_editor->hide();
                          });
        });
}

void ModelsPage::tell(const QString &message, bool bad)
{
    m_note->setText(message);
    m_note->setProperty("error", bad);
    m_note->setProperty("dim", !bad);
    m_note->style()->unpolish(m_note); // takes the new property over
    m_note->style()->polish(m_note);
}

} // namespace ostiary
