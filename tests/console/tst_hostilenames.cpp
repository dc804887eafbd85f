// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/plainname.h"
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/pages/discoverpanel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plaindelegate.h"
#include "ui/widgets/question.h"
#include "ui/widgets/showntext.h"

#include <QCompleter>
#include <QHelpEvent>
#include <QJsonArray>
#include <QMenu>
#include <QSplitter>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolTip>
#include <QTreeWidget>

#include <set>

using namespace ostiary;

namespace {

struct Hostile
{
    const char *stored; ///< what the gateway has, for it takes no such names
    QString name;       ///< what this console is told: of an older gateway, a file, a provider
};

const std::vector<Hostile> &hostiles()
{
    static const std::vector<Hostile> all{
        {"hostile-bold", "<b>bold</b> <u>u</u>"},
        {"hostile-image", "<img src=\"/usr/share/pixmaps/debian-logo.png\">"},
        {"hostile-script", "<script>alert(1)</script>"},
        {"hostile-link", "</table><h1>Big</h1><a href=\"https://e.example\">click</a>"},
        {"hostile-and", "R&D &amp; &co"},
        {"hostile-control", "a\x07"
                            "b\tc\x1b[31m\x7f"},
        {"hostile-turned", QString::fromUtf8("live\u202eevil\u2066\u200b\ufeff")},
        {"hostile-lines", QString::fromUtf8("one\ntwo\r\nthree\u2028four")},
        {"hostile-long", QString(96, 'W')},
    };
    return all;
}

QString toHostile(QString text)
{
    for (const Hostile &hostile : hostiles())
        text.replace(hostile.stored, hostile.name);
    return text;
}

QString toStored(QString text)
{
    for (const Hostile &hostile : hostiles())
        text.replace(hostile.name, hostile.stored);
    return text;
}

template <typename Map>
QJsonValue mapped(const QJsonValue &value, const Map &map)
{
    if (value.isString())
        return map(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &one : value.toArray())
            out.append(mapped(one, map));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out = value.toObject();
        for (auto it = out.begin(); it != out.end(); ++it)
            it.value() = mapped(it.value(), map);
        return out;
    }
    return value;
}

/// The real gateway, whose names are other ones on their way to the console and back.
class HostileGateway final : public AdminClient
{
public:
    explicit HostileGateway(AdminClient &real) : m_real(real)
    {
        connect(&real, &AdminClient::changed, this, &AdminClient::changed);
        connect(&real, &AdminClient::countersChanged, this, [this] { setCounters(m_real.counters()); });
        connect(&real, &AdminClient::stateChanged, this, [this] { setState(m_real.state()); });
        setState(real.state());
        setCounters(real.counters());
    }

    AdminOperation *send(const AdminRequest &request, QObject *parent) override
    {
        AdminRequest sent = request;
        sent.path = toStored(sent.path);
        sent.body = mapped(sent.body, toStored).toObject();
        QUrlQuery query;
        for (const auto &[name, value] : request.query.queryItems(QUrl::FullyDecoded))
            query.addQueryItem(name, toStored(value));
        sent.query = query;
        auto *operation = new AdminOperation(parent);
        AdminOperation *asked = m_real.send(sent, operation);
        connect(asked, &AdminOperation::finished, operation, [operation](AdminReply reply) {
            reply.body = mapped(reply.body, toHostile).toObject();
            reply.values = mapped(reply.values, toHostile).toObject();
            reply.message = toHostile(reply.message);
            Q_EMIT operation->finished(reply);
            operation->deleteLater();
        });
        return operation;
    }
    QString serverName() const override { return m_real.serverName(); }
    QUrl dataAddress() const override { return m_real.dataAddress(); }

private:
    AdminClient &m_real;
};

/// A provider that lists hostile models and answers every call with a page of HTML.
class LyingProvider final : public QTcpServer
{
public:
    LyingProvider()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                    const bool list = socket->peek(16).startsWith("GET /v1/models");
                    socket->readAll();
                    QByteArray models;
                    for (const Hostile &hostile : hostiles())
                        models += QByteArray(models.isEmpty() ? "" : ",") + "{\"id\":\"" + hostile.stored + "\"}";
                    const QByteArray body =
                        list ? "{\"object\":\"list\",\"data\":[" + models + "]}"
                             : QByteArray("{\"error\":{\"message\":\"<h1>Big</h1> <a href='https://e.example'>verify "
                                          "your admin key</a> <img src='/usr/share/pixmaps/debian-logo.png'>\"}}");
                    socket->write("HTTP/1.1 " + QByteArray(list ? "200 OK" : "400 Bad Request") +
                                  "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                                  QByteArray::number(body.size()) + "\r\n\r\n" + body);
                    socket->disconnectFromHost();
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    QString address() const { return QString("http://127.0.0.1:%1/v1").arg(serverPort()); }
};

bool showsAll(const QString &drawn)
{
    for (const char32_t c : unbreakable(drawn).toUcs4()) {
        if (isHidden(c) && c != '\n')
            return false;
    }
    return true;
}

QString describe(const QWidget *widget, const QString &text)
{
    return QString("%1 in %2: %3")
        .arg(widget->metaObject()->className(), widget->window()->metaObject()->className(), text);
}

std::set<QString> tipsSeen;

/// The tool tip that is shown, if it is not as it may be.
QString faultOfTip()
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        const auto *tip = qobject_cast<QLabel *>(top);
        if (!tip || tip->objectName() != "qtooltip_label" || !tip->isVisible())
            continue;
        tipsSeen.insert(tip->text());
        if (tip->textFormat() != Qt::PlainText || !showsAll(tip->text()))
            return "tool tip: " + tip->text();
        if (tip->width() > 1400)
            return QString("a tool tip is %1 wide").arg(tip->width());
    }
    return {};
}

void hover(QWidget *widget, const QPoint &at)
{
    QHelpEvent help(QEvent::ToolTip, at, widget->mapToGlobal(at));
    QApplication::sendEvent(widget, &help);
}

/// What a part of the console draws otherwise than as plain text in which nothing is hidden; empty: nothing.
QString faultOf(QWidget *widget)
{
    if (auto *label = qobject_cast<QLabel *>(widget)) {
        if (label->textFormat() != Qt::PlainText)
            return describe(label, "rich text: " + label->text());
        if (!showsAll(label->text()))
            return describe(label, "hides: " + label->text());
    } else if (auto *box = qobject_cast<QComboBox *>(widget)) {
        for (int i = 0; i < box->count(); ++i) {
            if (!showsAll(box->itemText(i)))
                return describe(box, "hides: " + box->itemText(i));
        }
    } else if (auto *button = qobject_cast<QAbstractButton *>(widget)) {
        if (!QKeySequence::mnemonic(button->text()).isEmpty() || !showsAll(button->text()))
            return describe(button, "is obeyed: " + button->text());
    } else if (auto *view = qobject_cast<QAbstractItemView *>(widget);
               view && view->isVisible() && view->model() && !view->inherits("QHeaderView")) {
        if (!qobject_cast<PlainDelegate *>(view->itemDelegate()))
            return describe(view, "has another delegate");
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QRect cell = view->visualRect(view->model()->index(row, column));
                if (cell.isEmpty() || !view->viewport()->rect().contains(cell.center()))
                    continue;
                hover(view->viewport(), cell.center());
                if (const QString fault = faultOfTip(); !fault.isEmpty())
                    return describe(view, fault);
            }
        }
    }
    if (widget->isVisible() && !widget->toolTip().isEmpty()) {
        hover(widget, widget->rect().center());
        if (const QString fault = faultOfTip(); !fault.isEmpty())
            return describe(widget, fault);
    }
    if (!showsAll(widget->windowTitle()))
        return describe(widget, "title: " + widget->windowTitle());
    return {};
}

QString faultsIn(QWidget *root)
{
    QStringList faults{faultOf(root)};
    QList<QPointer<QWidget>> parts; // a tool tip is a part of what it is about, until the next one comes
    for (QWidget *widget : root->findChildren<QWidget *>())
        parts += widget;
    for (const QPointer<QWidget> &part : parts) {
        if (part)
            faults += faultOf(part);
    }
    QToolTip::hideText();
    faults.removeAll(QString());
    return faults.join('\n');
}

bool isShownIn(QWidget *root, const QString &text)
{
    for (QLabel *label : root->findChildren<QLabel *>()) {
        if (auto *plain = qobject_cast<ElidedLabel *>(label)) {
            if (plain->isVisible() && shownName(plain->text()).contains(text))
                return true;
        } else if (label->isVisible() && unbreakable(label->text()).contains(text)) {
            return true;
        }
    }
    return false;
}

} // namespace

/// What others write is shown as they wrote it: nothing of it is obeyed, nothing gets lost, nothing widens the window.
class tst_HostileNames : public ConsoleFixture
{
    Q_OBJECT

    LyingProvider m_provider;
    std::unique_ptr<HostileGateway> m_hostile;

    Table *tableOf(QWidget *page, const QString &name) { return page->findChild<Table *>(name); }

    /// Looks at every page of a window as a person would, each row opened; `look` is called after each step.
    void walk(MainWindow &window, const std::function<void(QWidget *)> &look)
    {
        const std::pair<const char *, const char *> lists[] = {
            {"models", "Models"}, {"providers", "Providers"}, {"keys", "Keys"}, {"requests", "Requests"}};
        for (int i = 0; i < window.pageCount(); ++i) {
            window.showPage(i);
            QWidget *page = window.pageWidget(window.pageName(i));
            look(page);
            for (const auto &[name, title] : lists) {
                if (window.pageName(i) != name)
                    continue;
                Table *table = tableOf(page, title);
                QTRY_VERIFY(table->model().rowCount() >= static_cast<int>(hostiles().size()));
                for (int row = 0; row < table->model().rowCount(); ++row) {
                    table->view()->selectRow(row);
                    QCoreApplication::processEvents();
                    QTRY_VERIFY(!table->model().isLoading());
                    look(page);
                }
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        startConsole();
        m_hostile = std::make_unique<HostileGateway>(*m_client);
        for (const Hostile &hostile : hostiles()) {
            const QString stored = hostile.stored;
            const AdminReply account = ask(AdminRequest::post(
                "/admin/v1/providers",
                {{"provider", "openai_like"}, {"name", stored}, {"api_base", m_provider.address()}}));
            QVERIFY2(account.ok(), qPrintable(account.message));
            const AdminReply model =
                ask(AdminRequest::post("/admin/v1/deployments", {{"model_name", stored},
                                                                 {"connection", account.body.value("id")},
                                                                 {"upstream_model", stored},
                                                                 {"input_usd_per_mtok", "1"},
                                                                 {"output_usd_per_mtok", "1"}}));
            QVERIFY2(model.ok(), qPrintable(model.message));
            const QString key = makeKey(
                stored,
                {{"user_id", stored}, {"team_id", stored}, {"models", QJsonArray{stored}}, {"max_budget_usd", "1"}});
            QVERIFY(key.startsWith("sk-"));
            QVERIFY(chat(key, stored) >= 400); // the provider's words are kept as the last failure
        }
    }
    void cleanupTestCase()
    {
        m_hostile.reset();
        stopConsole();
    }

    void namesAreShownAsTheyAre_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("an ordinary one") << "vega-large"
                                         << "vega-large";
        QTest::newRow("of another script")
            << QString::fromUtf8("Müller 東京 🙂") << QString::fromUtf8("Müller 東京 🙂");
        QTest::newRow("tags") << "<b>x</b> & y"
                              << "<b>x</b> & y";
        QTest::newRow("line breaks") << "a\nb\r\nc"
                                     << "a[U+000A]b[U+000D][U+000A]c";
        QTest::newRow("control characters") << "a\x1b[31m\tb\x7f"
                                            << "a[U+001B][31m[U+0009]b[U+007F]";
        QTest::newRow("marks of direction") << QString::fromUtf8("live\u202eevil") << "live[U+202E]evil";
        QTest::newRow("nothing to see") << QString::fromUtf8("a\u200bb\ufeff") << "a[U+200B]b[U+FEFF]";
        QTest::newRow("tags of Unicode") << QString::fromUtf8("a\U000e0041") << "a[U+E0041]";
        QTest::newRow("half a pair") << QString("a") + QChar(0xd83d) << "a[U+D83D]";
    }
    void namesAreShownAsTheyAre()
    {
        QFETCH(QString, name);
        QFETCH(QString, shown);
        QCOMPARE(shownName(name), shown);
        QCOMPARE(unbreakable(breakable(shown)), shown);
        PlainLabel label(name);
        QCOMPARE(label.text(), name);
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }

    void otherPlacesHaveRulesOfTheirOwn()
    {
        QCOMPARE(onButton("R&D"), QString("R&&D"));
        QCOMPARE(onButton(QString(96, 'W')).size(), 40);
        QCOMPARE(inTitle("a[*]b\nc"), QString("a[*][*]b[U+000A]c"));
        QVERIFY(!inNotification("<img src=x> &lt;").contains(QRegularExpression("[<>&]")));
        for (const QString &line : inToolTip(QString(500, 'W') + " " + QString("word ").repeated(60)).split('\n'))
            QVERIFY(line.size() <= 80);
        QVERIFY(breakable(QString(96, 'W')).size() > 96);
        QCOMPARE(breakable("an ordinary sentence of short words"), QString("an ordinary sentence of short words"));
    }

    void noPageObeysOrHidesWhatOthersWrote()
    {
        MainWindow window(*m_hostile);
        window.resize(1360, 850);
        window.show();
        QString fault;
        walk(window, [&](QWidget *page) {
            if (fault.isEmpty())
                fault = faultsIn(page);
        });
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        QCOMPARE(faultsIn(&window), QString());
        QVERIFY2(std::any_of(tipsSeen.begin(), tipsSeen.end(), [](const QString &tip) { return tip.contains("<img"); }),
                 "no tool tip with the provider's words was looked at");
    }

    void noNameWidensTheWindow()
    {
        const auto leastOf = [&](AdminClient &client) {
            MainWindow window(client);
            window.resize(1360, 850);
            window.show();
            int least = 0;
            walk(window, [&](QWidget *) {
                QCoreApplication::processEvents();
                least = std::max(least, window.minimumSizeHint().width());
            });
            return std::pair(least, window.width());
        };
        const auto [ordinary, before] = leastOf(*m_client);
        const auto [hostile, after] = leastOf(*m_hostile);
        QVERIFY2(hostile <= std::max(ordinary, 960), qPrintable(QString("%1 > %2").arg(hostile).arg(ordinary)));
        QCOMPARE(after, before);
    }

    void noticesAndToastsStayInTheirWindow()
    {
        MainWindow window(*m_hostile);
        window.resize(1000, 700);
        window.show();
        window.showPage("providers");
        auto *page = static_cast<Page *>(window.pageWidget("providers"));
        const int least = window.minimumSizeHint().width();
        for (const Hostile &hostile : hostiles()) {
            page->notice().tell("Models are called through it: " + hostile.name, true, "Undo " + hostile.name);
            Toast::show(page, "Written to " + hostile.name.repeated(3));
            QCoreApplication::processEvents();
            QCOMPARE(faultsIn(&page->notice()), QString());
            auto *toast = window.findChildren<Toast *>().last();
            QCOMPARE(faultsIn(toast), QString());
            QVERIFY(toast->width() <= window.width());
            QVERIFY2(window.minimumSizeHint().width() <= std::max(least, 960), hostile.stored);
        }
    }

    void questionsNameWhatTheyAskAbout_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("name");
        for (const Hostile &hostile : hostiles())
            QTest::newRow(hostile.stored) << QString(hostile.stored) << hostile.name;
    }
    void questionsNameWhatTheyAskAbout()
    {
        QFETCH(QString, stored);
        QFETCH(QString, name);
        MainWindow window(*m_hostile);
        window.resize(1360, 850);
        window.show();
        window.showPage("models");
        QWidget *models = window.pageWidget("models");
        Table *table = tableOf(models, "Models");
        QTRY_VERIFY(table->model().rowOf(name) >= 0);
        table->view()->selectRow(table->model().rowOf(name));
        QPushButton *remove = button(models, QString::fromUtf8("Delete\xe2\x80\xa6"));
        QTRY_VERIFY(remove->isVisible());
        QVERIFY(isShownIn(models, shownName(name))); // the title
        QString faults = "no question came", words;
        int wide = 0;
        QTimer watch;
        watch.setInterval(5);
        connect(&watch, &QTimer::timeout, this, [&] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            watch.stop();
            faults = faultsIn(box);
            words = unbreakable(box->text() + '\n' + box->informativeText());
            wide = box->width();
            box->reject();
        });
        watch.start();
        press(remove);
        QTRY_VERIFY(!words.isEmpty());
        QCOMPARE(faults, QString());
        QCOMPARE(words.count(shownName(name)), 3); // what, whose requests, and the key that loses it
        QVERIFY2(wide <= 1000, qPrintable(QString::number(wide)));
    }

    void whatAProviderListsIsShownAsItIs()
    {
        MainWindow window(*m_hostile);
        window.resize(1360, 850);
        window.show();
        window.showPage("providers");
        QWidget *providers = window.pageWidget("providers");
        Table *table = tableOf(providers, "Providers");
        QTRY_VERIFY(table->model().rowCount() > 5);
        int row = 0;
        while (!table->model().index(row, 0).data().toString().contains("<b>"))
            ++row;
        table->view()->selectRow(row);
        QPushButton *test = button(providers, "Test and list models");
        QTRY_VERIFY(test->isVisible());
        press(test);
        auto *panel = providers->findChild<DiscoverPanel *>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible() && !panel->isEmpty(), 10000);
        QCOMPARE(faultsIn(providers), QString());
        auto *tree = panel->findChild<QTreeWidget *>();
        QVERIFY(!tree->findItems(hostiles()[6].name, Qt::MatchExactly).isEmpty()); // what is sent stays what it was
    }

    void whatIsOfferedWhileTypingIsShownAsItIs()
    {
        MainWindow window(*m_hostile);
        window.resize(1360, 850);
        window.show();
        window.showPage("keys");
        QWidget *keys = window.pageWidget("keys");
        press(button(keys, "New key"));
        auto *models = named<QLineEdit>(keys, "Models");
        models->setFocus();
        QTest::keyClicks(models, "evil");
        QAbstractItemView *popup = models->completer()->popup();
        QTRY_VERIFY(popup->isVisible());
        QCOMPARE(faultsIn(popup), QString());
        popup->hide();
        models->clear();
    }
};

OSTIARY_TEST(tst_HostileNames)
#include "tst_hostilenames.moc"
