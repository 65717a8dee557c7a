package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Failpoint;
import java.time.Duration;
import java.util.Locale;

/** Something that goes wrong. */
public sealed interface Fault extends Action {

    /** A service's process is gone at once; its supervisor starts another. */
    record Kill(Service service) implements Fault {

        @Override
        public String kind() {
            return "kill " + service.tag();
        }
    }

    /** A service's process ends at a place of its own code, the n-th time it comes there. */
    record Halt(Service service, Failpoint.Place place, int pass) implements Fault {

        @Override
        public String kind() {
            return "halt " + place.written();
        }
    }

    /**
     * A service's process stands still for longer than its sessions last, then goes on as if nothing had been, while
     * another has taken over its work.
     */
    record Freeze(Service service, Duration lasts) implements Fault {

        @Override
        public String kind() {
            return "freeze " + service.tag();
        }
    }

    /** The broker is gone at once, and comes back on the same data. */
    record KillKafka(Duration lasts) implements Fault {

        @Override
        public String kind() {
            return "kill kafka";
        }
    }

    /** The node is gone at once, and comes back on the same data. */
    record KillOpenSearch(Duration lasts) implements Fault {

        @Override
        public String kind() {
            return "kill opensearch";
        }
    }

    /** What stands between index-service and OpenSearch misbehaves. */
    record Obstruct(Obstruction obstruction, Duration lasts) implements Fault {

        @Override
        public String kind() {
            return "opensearch " + obstruction.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
