package dev.weft.client.value;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class that is a dictionary in WAMP: a record, or a bean. Found out once per class.
 *
 * @param constructor canonical for a record, without parameters for a bean
 * @param fields by key, in their order
 */
record Shape(Constructor<?> constructor, boolean isRecord, Map<String, Field> fields) {

    private static final ClassValue<Found> KNOWN = new ClassValue<>() {
        @Override
        protected Found computeValue(Class<?> type) {
            try {
                return new Found(type.isRecord() ? ofRecord(type) : ofBean(type));
            } catch (NoSuchMethodException | InaccessibleObjectException none) {
                return new Found(null);
            }
        }
    };

    private record Found(@Nullable Shape shape) {}

    /**
     * One entry.
     *
     * @param setter null for records
     */
    record Field(
            String name,
            Type type,
            @Nullable Method getter,
            @Nullable Method setter) {

        @Nullable
        Object get(Object owner, String where) {
            return getter == null ? null : unwrapped(() -> getter.invoke(owner), where);
        }
    }

    private interface Reflection {

        @Nullable
        Object run() throws ReflectiveOperationException;
    }

    /** Null for a class that is no record and no bean, or one that a module keeps to itself. */
    static @Nullable Shape of(Class<?> type) {
        return KNOWN.get(type).shape();
    }

    /** @param values by key; a key that is missing is null, or for a bean as its constructor left it */
    @Nullable
    Object make(Map<String, @Nullable Object> values, String where) {
        if (isRecord) {
            Object[] components = fields.keySet().stream().map(values::get).toArray();
            return unwrapped(() -> constructor.newInstance(components), where);
        }
        return unwrapped(
                () -> {
                    Object bean = constructor.newInstance();
                    for (Field field : fields.values()) {
                        if (values.containsKey(field.name()) && field.setter() != null) {
                            field.setter().invoke(bean, values.get(field.name()));
                        }
                    }
                    return bean;
                },
                where);
    }

    private static @Nullable Object unwrapped(Reflection reflection, String where) {
        try {
            return reflection.run();
        } catch (InvocationTargetException e) {
            // What a constructor checks is about the value: it may say more than its kind.
            String why = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
            throw new Mismatch(where, "a value that its class accepts", "one that it refuses (" + why + ")");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Shape ofRecord(Class<?> type) throws NoSuchMethodException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Map<String, Field> fields = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            Method getter = component.getAccessor();
            getter.setAccessible(true);
            fields.put(component.getName(), new Field(component.getName(), component.getGenericType(), getter, null));
        }
        return new Shape(constructor, true, fields);
    }

    private static Shape ofBean(Class<?> type) throws NoSuchMethodException {
        if (type.getName().startsWith("java.") || Modifier.isAbstract(type.getModifiers())) {
            throw new NoSuchMethodException(type.getName());
        }
        Constructor<?> constructor = type.getConstructor();
        constructor.setAccessible(true);
        Map<String, Field> fields = new LinkedHashMap<>();
        Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getName().matches("set[A-Z].*") && method.getParameterCount() == 1)
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .forEach(setter -> {
                    String name = setter.getName().substring(3);
                    String key = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
                    setter.setAccessible(true);
                    Type of = setter.getGenericParameterTypes()[0];
                    fields.put(key, new Field(key, of, getter(type, name), setter));
                });
        return new Shape(constructor, false, fields);
    }

    private static @Nullable Method getter(Class<?> type, String name) {
        for (String prefix : new String[] {"get", "is"}) {
            try {
                Method getter = type.getMethod(prefix + name);
                getter.setAccessible(true);
                return getter;
            } catch (NoSuchMethodException next) {
                continue;
            }
        }
        return null;
    }
}
