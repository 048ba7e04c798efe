package io.yilu.ops.fleet;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The launcher's words in the reader's language: Chinese unless the terminal's locale says another. */
public final class Words {

    private final ResourceBundle bundle;

    public Words(Locale locale) {
        bundle = ResourceBundle.getBundle(
                "io.yilu.ops.messages",
                "zh".equals(locale.getLanguage()) ? Locale.ROOT : Locale.ENGLISH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** By LC_ALL, LC_MESSAGES, LANG; "C" and nothing mean that nobody chose, which means Chinese. */
    public static Words ofTerminal(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                boolean chosen = !value.startsWith("C") && !value.startsWith("POSIX") && !value.startsWith("zh");
                return new Words(chosen ? Locale.ENGLISH : Locale.CHINESE);
            }
        }
        return new Words(Locale.CHINESE);
    }

    /** The message, its {0}, {1} … filled in as plain text. */
    public String of(String key, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
    }
}
