package dev.weft.cli.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Signals by {@code sun.misc.Signal}, the only way to hear of a second Ctrl-C: a shutdown hook hears the first one only. Reflective,
 * because the compiler warns of every mention and cannot be told not to. Every JDK has it, in the module {@code jdk.unsupported}.
 */
final class Signals {

    private Signals() {}

    /** From now on runs the task, on a thread of the JVM, each time that this signal comes; does nothing where the JVM has it for itself. */
    static void handle(String name, Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException taken) {
            // With -Xrs the JVM leaves signals to the system: then they end the process at once.
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this Java runtime lacks the module jdk.unsupported", missing);
        }
    }
}
