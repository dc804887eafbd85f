// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/discoverpanel.h"
#include "ui/pages/formsaving.h"
#include "ui/pages/listsearch.h"
#include "ui/pages/pageparts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/table.h"

#include <QPushButton>

#include <optional>

namespace ostiary {

/// Accounts at providers: address and key, tested by asking for the provider's models, which can be added from here. A
/// key is changed in one place, without a gap.
class ProvidersPage final : public Page
{
    Q_OBJECT

public:
    explicit ProvidersPage(AdminClient &client, QWidget *parent = nullptr);

    /// What can be done with an account from elsewhere: what its button here does.
    enum class Act { Edit, Test };

    /// Shows the account with this id, whatever the list shows; then does `act`.
    void open(const QString &id, const QString &name, std::optional<Act> act = {});
    /// Models of an account are to be found: those of the account that is shown or of the only one are asked for, and
    /// without any account one is begun.
    void discover();

Q_SIGNALS:
    /// A model that is called through an account shall be seen.
    void modelWanted(const QString &model);

private:
    void buildForm();
    QWidget *buildModels();
    void listPresets();
    void showProvider();
    /// As notices and questions call what is in the form.
    QString nameInForm() const;
    void fill(const QJsonObject &provider, Form::Load which);
    /// False when what is in the form shall be kept.
    bool startNew();
    void discoverOf(const QString &id, const QString &name);
    FormSaving::Deeds deeds();
    AdminRequest request() const;
    void remove();
    /// `models`: the first of `count`.
    void tellUsed(const QString &name, const QStringList &models, qint64 count);
    void askToRemove(const QString &id, const QString &name);
    void test();
    void findLocal();
    void guessProvider();
    void updateButtons();
    QJsonObject chosenPreset() const;
    bool hasWhatIsNeeded(const QJsonObject &preset) const;
    QJsonObject fields() const;
    QJsonObject draft() const;

    AdminClient &m_client;
    ResourceModel m_providers;
    Table *m_table;
    ListSearch *m_search;
    Card *m_editor;
    Form *m_form;
    FormSaving *m_saving;
    QPushButton *m_delete, *m_test;
    Card *m_modelsCard;
    DiscoverPanel *m_models;
    PlainLabel *m_hint;
    QJsonArray m_presets;
    QString m_provider;    ///< id of the one in the form; empty: a new one
    QString m_name;        ///< of it
    qint64 m_revision = 0; ///< of it, as it is shown
    QString m_discovering; ///< the account whose models are asked for as soon as it is shown
    bool m_editable = false;
    OnceShown m_onceShown;
    bool m_chosen = false; ///< of a new one the provider or the address, by a person
};

/// The preset whose keys begin like this one, the longest beginning first; empty when no key tells itself.
QString providerOfKey(const QJsonArray &presets, const QString &key);

} // namespace ostiary
