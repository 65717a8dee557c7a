package dev.millrace.ingest.parse.fork;

import java.util.concurrent.Semaphore;

/** Places for parses that run at the same time, given in the order in which they were asked for. */
final class Lane {

    private final Semaphore places;

    Lane(int places) {
        this.places = new Semaphore(places, true);
    }

    void enter() throws InterruptedException {
        places.acquire();
    }

    boolean tryEnter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    int waiting() {
        return places.getQueueLength();
    }
}
