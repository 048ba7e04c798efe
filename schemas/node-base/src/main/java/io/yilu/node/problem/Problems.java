package io.yilu.node.problem;

import io.yilu.schemas.failure.MovedOnException;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.failure.YiluException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Says for every exception which answer it deserves, and logs once what is the node's own fault.
 *
 * <p>Texts come from the message bundles under {@code problem.CODE} and {@code problem.CODE.do} where they are there.
 */
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final MessageSource messages;
    private final LocaleResolver locales;

    Problems(MessageSource messages, LocaleResolver locales) {
        this.messages = messages;
        this.locales = locales;
    }

    /** The answer to a failed request. */
    public Problem of(Throwable failure) {
        Problem problem = classify(failure);
        if (problem.status().is5xxServerError()) {
            log.error("Request failed with {}", problem.code(), failure);
        }
        return problem;
    }

    private Problem classify(Throwable failure) {
        if (failure instanceof RequestRefused refused) {
            return new Problem(refused.status(), refused.code(), refused.what(), refused.whatToDo(), refused.more());
        }
        if (failure instanceof YiluException yilu) {
            return of(yilu);
        }
        if (failure instanceof LockedException) {
            return bundled(HttpStatus.UNAUTHORIZED, "YILU-SIGNIN-002");
        }
        if (failure instanceof DisabledException) {
            return bundled(HttpStatus.UNAUTHORIZED, "YILU-SIGNIN-003");
        }
        if (failure instanceof AuthenticationException) {
            return bundled(HttpStatus.UNAUTHORIZED, "YILU-SIGNIN-001");
        }
        if (failure instanceof AccessDeniedException) {
            return bundled(HttpStatus.FORBIDDEN, "YILU-ACCESS-001");
        }
        if (failure instanceof MaxUploadSizeExceededException || isTooLarge(failure)) {
            return bundled(HttpStatus.CONTENT_TOO_LARGE, "YILU-REQUEST-002");
        }
        if (failure instanceof MethodArgumentNotValidException invalid) {
            List<FieldError> errors = invalid.getFieldErrors().stream()
                    .map(error -> new FieldError(
                            error.getField(),
                            error.getField(),
                            Objects.requireNonNullElse(error.getDefaultMessage(), "")))
                    .toList();
            Problem plain = bundled(HttpStatus.UNPROCESSABLE_CONTENT, "YILU-REQUEST-006");
            return new Problem(
                    plain.status(), plain.code(), plain.detail(), plain.whatToDo(), Map.of("errors", errors));
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return bundled(HttpStatus.BAD_REQUEST, "YILU-REQUEST-001");
        }
        if (isDatabaseAway(failure)) {
            return bundled(HttpStatus.SERVICE_UNAVAILABLE, "YILU-DB-005");
        }
        if (failure instanceof ErrorResponse response) {
            return ofStatus(response.getStatusCode());
        }
        return bundled(HttpStatus.INTERNAL_SERVER_ERROR, "YILU-NODE-500");
    }

    private Problem of(YiluException failure) {
        HttpStatus status = failure instanceof TransientException
                ? HttpStatus.SERVICE_UNAVAILABLE
                : failure instanceof MovedOnException ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
        Map<String, Object> more =
                failure instanceof PermanentException && !failure.ids().isEmpty()
                        ? Map.of("ids", failure.ids())
                        : Map.of();
        return new Problem(
                status,
                failure.code(),
                text("problem." + failure.code(), failure.what()),
                text("problem." + failure.code() + ".do", failure.whatToDo()),
                more);
    }

    /** The answer to a bare status, such as 404 for an address that does not exist. */
    public Problem ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> bundled(status, "YILU-SIGNIN-004");
            case 403 -> bundled(status, "YILU-ACCESS-001");
            case 404 -> bundled(status, "YILU-REQUEST-404");
            case 405 -> bundled(status, "YILU-REQUEST-405");
            case 413 -> bundled(status, "YILU-REQUEST-002");
            case 415 -> bundled(status, "YILU-REQUEST-415");
            case 503 -> bundled(status, "YILU-DB-005");
            default ->
                status.is4xxClientError() ? bundled(status, "YILU-REQUEST-001") : bundled(status, "YILU-NODE-500");
        };
    }

    private Problem bundled(HttpStatusCode status, String code) {
        return new Problem(status, code, text("problem." + code, code), text("problem." + code + ".do", ""), Map.of());
    }

    private String text(String key, String otherwise) {
        return Objects.requireNonNullElse(messages.getMessage(key, null, otherwise, locale()), otherwise);
    }

    /** The user's language also in a filter, where nothing has resolved it yet: Chinese until the user chooses otherwise. */
    private Locale locale() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? locales.resolveLocale(request.getRequest())
                : Locale.SIMPLIFIED_CHINESE;
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getSimpleName();
            if (name.contains("SizeLimitExceeded") || cause instanceof BodyTooLarge) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException
                || failure.getCause() instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("08");
    }
}
