package dev.moonloom.core.require;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The configuration files named {@code .luaurc}: JSON, with comments, trailing commas and single quotes allowed. Only the
 * aliases in them are of interest here; settings for other tools may be anything that is JSON.
 */
final class LuauRc {
    static final String NAME = ".luaurc";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();
    private static final Pattern ALIAS = Pattern.compile("(?!\\.\\.?$)@?[A-Za-z0-9._-]+");

    private LuauRc() {}

    /**
     * {@return where its aliases lead, backslashes made {@code /}, by their names in lower case}
     *
     * @throws ModuleException when it is malformed, with the place in it
     */
    static Map<String, String> aliases(ModuleText file) throws ModuleException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), file.text())) {
            return readAliases(json);
        } catch (UnexpectedEndOfInputException failure) {
            // Its own text refers to the reader's insides.
            throw malformed(file, failure, "unexpected end of file");
        } catch (JacksonException failure) {
            throw malformed(file, failure, failure.getOriginalMessage());
        }
    }

    private static ModuleException malformed(ModuleText file, JacksonException failure, String reason) {
        TokenStreamLocation place = failure.getLocation();
        String position = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
        return new ModuleException(file.path() + position + ": " + reason, failure);
    }

    private static Map<String, String> readAliases(JsonParser json) {
        Map<String, String> aliases = new HashMap<>();
        require(json, json.nextToken() == JsonToken.START_OBJECT, "the file must be a JSON object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean known = json.currentName().equals("aliases");
            json.nextToken();
            if (known) {
                readInto(aliases, json);
            } else {
                json.skipChildren();
            }
        }
        require(json, json.nextToken() == null, "the file must end after its object");
        return aliases;
    }

    private static void readInto(Map<String, String> aliases, JsonParser json) {
        require(json, json.currentToken() == JsonToken.START_OBJECT, "\"aliases\" must be an object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String alias = json.currentName();
            require(json, ALIAS.matcher(alias).matches(), "invalid alias \"" + alias + "\"");
            require(json, json.nextToken() == JsonToken.VALUE_STRING, "the path of an alias must be a string");
            String path = json.getString();
            require(json, path.indexOf('\0') < 0, "the path of an alias must not have a NUL in it");
            // Native Luau lets the first of two count, unless the second has capitals.
            if (!aliases.containsKey(alias)) {
                aliases.put(AliasedPath.lowered(alias), path.replace('\\', '/'));
            }
        }
    }

    private static void require(JsonParser json, boolean condition, String message) {
        if (!condition) {
            TokenStreamLocation place = json.currentToken() == null
                    ? json.currentLocation()
                    : json.currentTokenLocation();
            throw new StreamReadException(json, message, place);
        }
    }
}
