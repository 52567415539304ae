// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [PostgresServer] or [MariaServer]: one of each for the whole run, started when the first test asks
/// and ended with the run. Where the server is not installed the tests are skipped, and name the package.
public final class Databases implements ParameterResolver, ExecutionCondition {

    /// JUnit makes it.
    public Databases() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<Class<?>> wanted = List.of(
                context.getRequiredTestClass().getDeclaredConstructors()[0].getParameterTypes());
        if (wanted.contains(PostgresServer.class) && PostgresServer.program().isEmpty()) {
            return ConditionEvaluationResult.disabled("needs a PostgreSQL: apt install postgresql");
        }
        if (wanted.contains(MariaServer.class) && MariaServer.program().isEmpty()) {
            return ConditionEvaluationResult.disabled("needs a MariaDB: apt install mariadb-server");
        }
        return ConditionEvaluationResult.enabled("the servers are installed");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Database.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Databases.class))
                .getOrComputeIfAbsent(type, (Function<Class<?>, Object>) Databases::started);
    }

    private static Object started(Class<?> type) {
        try {
            return type == PostgresServer.class ? new PostgresServer() : new MariaServer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
