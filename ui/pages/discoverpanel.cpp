// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoverpanel.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/theme.h"
#include "ui/widgets/form.h"
#include "ui/widgets/plaindelegate.h"
#include "ui/widgets/showntext.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <optional>
#include <utility>

namespace ostiary {

namespace {
enum Columns { kModel, kName, kPrice, kNote };
constexpr int kIdRole = Qt::UserRole + 1;
constexpr int kListedRole = Qt::UserRole + 2; ///< of kPrice: the text when nobody has written there
constexpr int kInRole = Qt::UserRole + 3;     ///< what was written, in the admin API's form; none: the list's price
constexpr int kOutRole = Qt::UserRole + 4;
constexpr int kFaultRole = Qt::UserRole + 5; ///< bool: what was written is no price

/// Only the name that clients use and the price are the user's to write.
class CellDelegate final : public PlainDelegate
{
public:
    using PlainDelegate::PlainDelegate;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return index.column() == kName || index.column() == kPrice ? PlainDelegate::createEditor(parent, option, index)
                                                                   : nullptr;
    }
};

/// `2.50 / 10` for input and output, or `2.50` for input alone, as the locale writes it; nothing: it is no price.
std::optional<std::pair<QString, QString>> pricesOf(const QString &text)
{
    QStringList parts = text.split(QLatin1Char('/'));
    if (parts.size() > 2)
        return std::nullopt;
    for (QString &part : parts) {
        part = decimalFromLocale(part.remove(QLatin1Char('$')).trimmed());
        if (part.isEmpty() || !checkMoney(part).isEmpty())
            return std::nullopt;
    }
    return std::pair(parts.value(0), parts.value(1));
}

} // namespace

DiscoverPanel::DiscoverPanel(AdminClient &client, QWidget *parent)
    : QWidget(parent), m_client(client), m_filter(new QLineEdit), m_tree(new QTreeWidget),
      m_all(new QPushButton(tr("Select all"))), m_price(new QLineEdit), m_setPrice(new QPushButton(tr("Set price"))),
      m_add(new QPushButton)
{
    m_filter->setPlaceholderText(tr("Find a model\u2026"));
    m_filter->setAccessibleName(tr("Find a model"));
    m_filter->setClearButtonEnabled(true);
    m_tree->setAccessibleName(tr("Models of the provider"));
    m_tree->setHeaderLabels({tr("At the provider"), tr("Name that clients use"), tr("$ / M in, out"), QString()});
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(kModel, 170);
    m_tree->header()->resizeSection(kName, 150);
    m_tree->header()->resizeSection(kPrice, 110);
    m_tree->setItemDelegate(new CellDelegate(m_tree));
    m_tree->headerItem()->setToolTip(
        kPrice, tr("Write %1 to set a price of your own").arg(decimalInLocale(QStringLiteral("2.50 / 10"))));
    m_tree->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::SelectedClicked);
    m_add->setProperty("primary", true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_filter, 1);
    row->addWidget(m_add);
    m_price->setPlaceholderText(
        tr("One price for all that is ticked: %1").arg(decimalInLocale(QStringLiteral("2.50 / 10"))));
    m_price->setAccessibleName(tr("Price of all that is ticked"));
    auto *many = new QHBoxLayout;
    many->addWidget(m_all);
    many->addWidget(m_price, 1);
    many->addWidget(m_setPrice);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::kSmall);
    all->addLayout(row);
    all->addLayout(many);
    all->addWidget(m_tree, 1);
    const QList<QWidget *> order{m_filter, m_all, m_price, m_setPrice, m_tree, m_add}; // first choose, then add
    for (int i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
    connect(m_filter, &QLineEdit::textChanged, this, &DiscoverPanel::filter);
    connect(m_tree, &QTreeWidget::itemChanged, this, &DiscoverPanel::showItem);
    connect(m_all, &QPushButton::clicked, this, &DiscoverPanel::chooseShown);
    connect(m_price, &QLineEdit::textChanged, this, &DiscoverPanel::showChoice);
    connect(m_price, &QLineEdit::returnPressed, this, &DiscoverPanel::priceChosen);
    connect(m_setPrice, &QPushButton::clicked, this, &DiscoverPanel::priceChosen);
    connect(m_add, &QPushButton::clicked, this, &DiscoverPanel::add);
    clear();
}

void DiscoverPanel::clear()
{
    ++m_round;
    m_adding = false;
    m_left.clear();
    m_tree->clear();
    m_filter->clear();
    m_price->clear();
    showChoice();
}

void DiscoverPanel::setModels(const QJsonArray &models, const QString &connection, const QString &provider)
{
    m_connection = connection;
    m_provider = provider;
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    m_client.call(
        AdminRequest::get(QStringLiteral("/admin/v1/models"), query), this, [this, models](const AdminReply &reply) {
            m_taken.clear();
            for (const QJsonValue &model : reply.body.value(QLatin1String("data")).toArray())
                m_taken += model.toObject().value(QLatin1String("name")).toString();
            clear();
            m_showing = true;
            for (const QJsonValue &value : models) {
                const QJsonObject model = value.toObject();
                const QString id = model.value(QLatin1String("id")).toString();
                auto *item = new QTreeWidgetItem(m_tree);
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
                item->setCheckState(kModel, Qt::Unchecked);
                item->setText(kModel, id);
                item->setToolTip(kModel, id);
                item->setData(kModel, kIdRole, id);
                item->setText(kName, m_taken.contains(id) ? m_provider + QLatin1Char('/') + id : id);
                showPrice(item, model);
                QStringList offered;
                for (const QJsonValue &name : model.value(QLatin1String("offered_as")).toArray())
                    offered += name.toString();
                item->setData(kNote, kIdRole, offered);
                item->setForeground(kNote, Theme::of().tokens().dim);
            }
            m_showing = false;
            for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
                showItem(m_tree->topLevelItem(i), kName);
            Q_EMIT choiceChanged();
        });
}

/// The price that holds for a model, or a deployment, as the gateway tells it.
void DiscoverPanel::showPrice(QTreeWidgetItem *item, const QJsonObject &model)
{
    const QJsonObject priced{{QLatin1String("deployments"), QJsonArray{model}}};
    const QString text = model.value(QLatin1String("price")).isObject() ? priceText(priced) : tr("no price");
    item->setText(kPrice, text);
    item->setToolTip(kPrice, priceSource(priced));
    item->setForeground(kPrice, Theme::of().tokens().dim);
    item->setData(kPrice, kListedRole, text);
    for (const int role : {kInRole, kOutRole, kFaultRole})
        item->setData(kPrice, role, QVariant());
}

void DiscoverPanel::readPrice(QTreeWidgetItem *item)
{
    const QString listed = item->data(kPrice, kListedRole).toString();
    const QString text = item->text(kPrice).trimmed();
    const bool own = !text.isEmpty() && text != listed;
    const auto prices = own ? pricesOf(text) : std::nullopt;
    item->setData(kPrice, kInRole, prices ? prices->first : QString());
    item->setData(kPrice, kOutRole, prices ? prices->second : QString());
    item->setData(kPrice, kFaultRole, own && !prices);
    item->setForeground(kPrice, !own     ? Theme::of().tokens().dim
                                : prices ? Theme::of().tokens().text
                                         : Theme::of().tokens().bad);
    if (text.isEmpty())
        item->setText(kPrice, listed);
    else if (prices)
        item->setText(kPrice, prices->second.isEmpty()
                                  ? formatAmount(prices->first)
                                  : formatAmount(prices->first) + QStringLiteral(" / ") + formatAmount(prices->second));
}

/// What is to be said of a row.
void DiscoverPanel::showNote(QTreeWidgetItem *item)
{
    const QStringList offered = item->data(kNote, kIdRole).toStringList();
    const QString name = item->text(kName).trimmed();
    QString note =
        offered.isEmpty() ? QString() : tr("offered as %1").arg(shownName(offered.join(QStringLiteral(", "))));
    if (name.isEmpty())
        note = tr("needs a name");
    else if (item->data(kPrice, kFaultRole).toBool())
        note = tr("a price is written as %1").arg(decimalInLocale(QStringLiteral("2.50 / 10")));
    else if (m_taken.contains(name) && !offered.contains(name))
        note = tr("the name is taken: it will share its requests");
    item->setText(kNote, note);
    item->setToolTip(kNote, note);
    item->setForeground(kNote, m_taken.contains(name) && !offered.contains(name) ? Theme::of().tokens().warning
                                                                                 : Theme::of().tokens().dim);
}

void DiscoverPanel::showItem(QTreeWidgetItem *item, int column)
{
    if (m_showing)
        return;
    m_showing = true;
    if (column == kModel && item->text(kModel) != item->data(kModel, kIdRole).toString())
        item->setText(kModel, item->data(kModel, kIdRole).toString()); // the provider's name is the provider's
    if (column == kPrice)
        readPrice(item);
    showNote(item);
    m_showing = false;
    showChoice();
    Q_EMIT choiceChanged();
}

void DiscoverPanel::showChoice()
{
    const int chosen = chosenCount();
    m_add->setText(chosen == 0 ? tr("Add models") : tr("Add %n model(s)", nullptr, chosen));
    m_add->setEnabled(mayAdd() && !m_adding);
    m_all->setEnabled(!isEmpty() && !m_adding);
    m_setPrice->setEnabled(chosen > 0 && !m_adding && pricesOf(m_price->text()));
}

void DiscoverPanel::chooseShown()
{
    changeRows([](QTreeWidgetItem *item) {
        if (!item->isHidden())
            item->setCheckState(kModel, Qt::Checked);
    });
}

void DiscoverPanel::priceChosen()
{
    if (!m_setPrice->isEnabled())
        return;
    changeRows([this](QTreeWidgetItem *item) {
        if (item->checkState(kModel) == Qt::Checked) {
            item->setText(kPrice, m_price->text());
            readPrice(item);
        }
    });
}

/// Changes rows without looking at all of them after each; then at each once.
void DiscoverPanel::changeRows(const std::function<void(QTreeWidgetItem *)> &change)
{
    m_showing = true;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        change(m_tree->topLevelItem(i));
        showNote(m_tree->topLevelItem(i));
    }
    m_showing = false;
    showChoice();
    Q_EMIT choiceChanged();
}

int DiscoverPanel::chosenCount() const
{
    return static_cast<int>(chosenNames().size());
}

bool DiscoverPanel::mayAdd() const
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_tree->topLevelItem(i);
        if (item->checkState(kModel) == Qt::Checked && item->data(kPrice, kFaultRole).toBool())
            return false;
    }
    return chosenCount() > 0;
}

QStringList DiscoverPanel::chosenNames() const
{
    QStringList names;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_tree->topLevelItem(i);
        if (item->checkState(kModel) == Qt::Checked && !item->text(kName).trimmed().isEmpty())
            names += item->text(kName).trimmed();
    }
    return names;
}

void DiscoverPanel::choose(const QStringList &parts)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_tree->topLevelItem(i);
        for (const QString &part : parts) {
            if (item->text(kModel).contains(part))
                item->setCheckState(kModel, Qt::Checked);
        }
    }
}

void DiscoverPanel::filter(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        m_tree->topLevelItem(i)->setHidden(
            !m_tree->topLevelItem(i)->text(kModel).contains(text.trimmed(), Qt::CaseInsensitive));
}

void DiscoverPanel::add()
{
    if (std::exchange(m_adding, true))
        return;
    m_left.clear();
    m_done.clear();
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_tree->topLevelItem(i);
        if (item->checkState(kModel) == Qt::Checked && !item->text(kName).trimmed().isEmpty())
            m_left += item;
    }
    showChoice();
    addNext();
}

void DiscoverPanel::addNext()
{
    if (m_left.isEmpty()) {
        m_adding = false;
        Q_EMIT added(m_done, {});
        return;
    }
    QTreeWidgetItem *item = m_left.takeFirst();
    const QString name = item->text(kName).trimmed();
    QJsonObject body{{QLatin1String("model_name"), name},
                     {QLatin1String("upstream_model"), item->data(kModel, kIdRole).toString()}};
    if (m_connection.isEmpty())
        body[QLatin1String("provider")] = m_provider;
    else
        body[QLatin1String("connection")] = m_connection;
    for (const auto &[field, role] : {std::pair("input_usd_per_mtok", kInRole), {"output_usd_per_mtok", kOutRole}}) {
        if (const QString price = item->data(kPrice, role).toString(); !price.isEmpty())
            body[QLatin1String(field)] = price;
    }
    m_client.call(AdminRequest::post(QStringLiteral("/admin/v1/deployments"), body), this,
                  [this, item, name, round = m_round](const AdminReply &reply) {
                      if (round != m_round)
                          return;
                      if (!reply.ok()) {
                          m_adding = false;
                          m_left.clear();
                          showChoice();
                          Q_EMIT added(m_done, tr("%1 was not added: %2").arg(shownName(name), complaintWords(reply)));
                          return;
                      }
                      m_done += name;
                      m_taken += name;
                      item->setData(kNote, kIdRole, item->data(kNote, kIdRole).toStringList() << name);
                      m_showing = true;
                      showPrice(item, reply.body); // as it holds now
                      m_showing = false;
                      item->setCheckState(kModel, Qt::Unchecked);
                      addNext();
                  });
}

} // namespace ostiary
