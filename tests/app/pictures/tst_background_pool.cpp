#include "app/pictures/background_pool.h"

#include <QSemaphore>
#include <QThread>
#include <QtTest>

#include <atomic>

using namespace kontor;

class TestBackgroundPool : public QObject {
    Q_OBJECT

private slots:
    void besideAndThenHere() {
        QSemaphore posted;
        Mailbox box([&posted] { posted.release(); });
        BackgroundPool pool(box);
        QThread* worked = nullptr;
        QThread* answered = nullptr;
        pool.background()([&worked] { worked = QThread::currentThread(); },
                          [&answered] { answered = QThread::currentThread(); });
        posted.acquire();
        QVERIFY(worked && worked != QThread::currentThread());
        QVERIFY(!answered);
        box.drain();
        QCOMPARE(answered, QThread::currentThread());
    }

    void twoAtATime() {
        QSemaphore posted;
        Mailbox box([&posted] { posted.release(); });
        BackgroundPool pool(box);
        // Each goes on only when the other has begun.
        QSemaphore one;
        QSemaphore two;
        int answers = 0;
        const auto answer = [&answers] { ++answers; };
        pool.background()(
            [&one, &two] {
                one.release();
                two.acquire();
            },
            answer);
        pool.background()(
            [&one, &two] {
                two.release();
                one.acquire();
            },
            answer);
        while (answers < 2) {
            posted.acquire();
            box.drain();
        }
    }

    void goneWhileItWorks() {
        Mailbox box;
        QSemaphore begun;
        QSemaphore mayEnd;
        std::atomic_int ended = 0;
        std::atomic_bool began = false;
        bool answered = false;
        const auto answer = [&answered] { answered = true; };
        auto pool = std::make_unique<BackgroundPool>(box);
        for (int i = 0; i < BackgroundPool::kThreads; ++i)
            pool->background()(
                [&begun, &mayEnd, &ended] {
                    begun.release();
                    constexpr int kPatience = 5'000;
                    (void)mayEnd.tryAcquire(1, kPatience);
                    ++ended;
                },
                answer);
        // What waits is dropped first; the others end only then.
        std::shared_ptr<void> waits(nullptr,
                                    [&mayEnd](void*) { mayEnd.release(BackgroundPool::kThreads); });
        pool->background()([&began, held = std::move(waits)] { began = true; }, answer);
        begun.acquire(BackgroundPool::kThreads);
        pool.reset();
        QCOMPARE(ended.load(), BackgroundPool::kThreads);
        QVERIFY(!began);
        box.drain();
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestBackgroundPool)
#include "tst_background_pool.moc"
