package dev.rendezvous.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;

/** Stands between a processor and the compiler's filer, to look on or to break it. */
final class FilerProxy {

    private FilerProxy() {}

    /** What happens before a call goes on to the real thing; what it throws comes instead. */
    interface Before {
        void call(String method, Object[] arguments) throws Throwable;
    }

    /** {@return the processor, of which each call to the filer is announced first} */
    static Processor watching(AbstractProcessor processor, Before before) {
        return proxy(Processor.class, processor, (method, arguments) -> {
            if (method.equals("init")) {
                ProcessingEnvironment real = (ProcessingEnvironment) arguments[0];
                arguments[0] = environment(real, proxy(Filer.class, real.getFiler(), before));
            }
        });
    }

    private static ProcessingEnvironment environment(ProcessingEnvironment real, Filer filer) {
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                FilerProxy.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (self, called, arguments) ->
                        called.getName().equals("getFiler") ? filer : called.invoke(real, arguments));
    }

    private static <T> T proxy(Class<T> type, T real, Before before) {
        return type.cast(Proxy.newProxyInstance(
                FilerProxy.class.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    before.call(called.getName(), arguments == null ? new Object[0] : arguments);
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
