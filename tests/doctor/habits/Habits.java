// Signs Netvisor requests the wrong ways that Java code does, one line for each set of habits.
//
// Reads lines of UTF-8: `field<TAB>value` for the request, `set<TAB>habit|habit` for what to make.
// Writes `habit|habit<TAB>MAC<TAB>true|false`: whether every habit of the set is needed for it.
// With the argument `names` it writes `habit<TAB>place`.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Habits {
    static final Map<String, String> request = new HashMap<>();
    static final Map<String, String> places = new LinkedHashMap<>();
    static final Map<String, Consumer<State>> habits = new LinkedHashMap<>();

    static class State {
        String url = request.get("url");
        String sender = request.get("sender");
        String customerId = request.get("customerId");
        long moment = Long.parseLong(request.get("ms"));
        ZoneId zone = ZoneOffset.UTC;
        Function<State, String> write = s -> s.at().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS"));
        String language = request.get("language");
        String organisation = request.get("organisation");
        String transaction = request.get("transaction");
        String unix = String.valueOf(Instant.ofEpochMilli(moment).getEpochSecond());
        String ck = request.get("customerKey");
        String pk = request.get("partnerKey");
        List<String> order = new ArrayList<>(List.of("url", "sender", "customerId", "timestamp", "language",
                "organisation", "transaction", "unix", "ck", "pk"));
        String glue = "&", back = "", key = null;
        Function<String, byte[]> bytes = t -> t.getBytes(Charset.forName("ISO-8859-15"));
        Hash hash = (k, t) -> hmac("HmacSHA256", k, t);
        Function<byte[], String> render = Habits::hex;

        ZonedDateTime at() {
            return Instant.ofEpochMilli(moment).atZone(zone);
        }

        String java(String pattern) {
            SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ENGLISH);
            format.setTimeZone(TimeZone.getTimeZone(zone));
            return format.format(new Date(moment));
        }
    }

    interface Hash {
        byte[] of(byte[] key, byte[] text) throws Exception;
    }

    static byte[] hmac(String name, byte[] key, byte[] text) throws Exception {
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(key, name));
        return mac.doFinal(text);
    }

    static byte[] digest(String name, byte[] text) throws Exception {
        return MessageDigest.getInstance(name).digest(text);
    }

    static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) text.append(String.format("%02x", b));
        return text.toString();
    }

    static void habit(String name, String place, Consumer<State> change) {
        places.put(name, place);
        habits.put(name, change);
    }

    static String query(State s, Function<String, String> change) {
        int at = s.url.indexOf('?');
        if (at < 0) return s.url;
        StringBuilder text = new StringBuilder(s.url.substring(0, at + 1));
        String between = "";
        for (String pair : s.url.substring(at + 1).split("&")) {
            String[] two = pair.split("=", 2);
            text.append(between).append(change.apply(two[0])).append('=').append(change.apply(two[1]));
            between = "&";
        }
        return text.toString();
    }

    static void list() {
        habit("URLEncoder on each value", "url", s -> s.url = query(s, v -> URLEncoder.encode(v, StandardCharsets.UTF_8)));
        habit("URLEncoder in ISO-8859-1", "url", s -> s.url = query(s, v -> URLEncoder.encode(v, StandardCharsets.ISO_8859_1)));
        habit("URI.toASCIIString", "url", s -> {
            int at = s.url.indexOf('?');
            try {
                String[] parts = s.url.substring(0, at).split("/", 4);
                s.url = new URI("https", parts[2], "/" + parts[3], s.url.substring(at + 1), null).toASCIIString();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        habit("getRequestURL", "url", s -> s.url = s.url.replaceFirst("\\?.*", ""));
        habit("URL.getFile", "url", s -> s.url = s.url.replaceFirst("https?://[^/]*", ""));
        habit("sender trimmed of nothing", "sender", s -> s.sender = s.sender + " ");
        habit("sender URLEncoder", "sender", s -> s.sender = URLEncoder.encode(s.sender, StandardCharsets.UTF_8));
        habit("Instant.toString", "time.format", s -> s.write = t -> Instant.ofEpochMilli(t.moment).toString());
        habit("LocalDateTime.toString", "time.format", s -> s.write = t -> t.at().toLocalDateTime().toString());
        habit("OffsetDateTime.toString", "time.format", s -> s.write = t -> t.at().toOffsetDateTime().toString());
        habit("Timestamp.toString", "time.format", s -> s.write = t -> Timestamp.valueOf(t.at().toLocalDateTime()).toString());
        habit("Date.toString", "time.format", s -> s.write = t -> t.java("EEE MMM dd HH:mm:ss zzz yyyy"));
        habit("hh for HH", "time.format", s -> s.write = t -> t.java("yyyy-MM-dd hh:mm:ss.SSS"));
        habit("mm for MM", "time.format", s -> s.write = t -> t.java("yyyy-mm-dd HH:mm:ss.SSS"));
        habit("no SSS", "time.format", s -> s.write = t -> t.java("yyyy-MM-dd HH:mm:ss"));
        habit("comma before SSS", "time.format", s -> s.write = t -> t.java("yyyy-MM-dd HH:mm:ss,SSS"));
        habit("T between", "time.format", s -> s.write = t -> t.java("yyyy-MM-dd'T'HH:mm:ss.SSS"));
        habit("Finnish time zone", "time.zone", s -> s.zone = ZoneId.of("Europe/Helsinki"));
        habit("fixed +02:00", "time.zone", s -> s.zone = ZoneOffset.ofHours(2));
        habit("currentTimeMillis 7 ms later", "time.drift", s -> s.moment += 7);
        habit("Locale.toString", "language", s -> s.language = s.language.toLowerCase(Locale.ROOT));
        habit("organisation replaceAll -", "organisation", s -> s.organisation = s.organisation.replaceAll("-", ""));
        habit("UUID replace -", "transaction", s -> s.transaction = s.transaction.replace("-", ""));
        habit("currentTimeMillis as unix", "unix", s -> s.unix = request.get("ms"));
        habit("UTC read as local time", "unix", s -> s.unix = String.valueOf(
                LocalDateTime.ofInstant(Instant.ofEpochMilli(s.moment), ZoneOffset.UTC)
                        .atZone(ZoneId.of("Europe/Helsinki")).toEpochSecond()));
        habit("partner key first", "keys", s -> {
            s.key = s.pk + "&" + s.ck;
            String ck = s.ck;
            s.ck = s.pk;
            s.pk = ck;
        });
        habit("customer key as HMAC key", "keys", s -> s.key = s.ck);
        habit("keys glued with :", "keys", s -> s.key = s.ck + ":" + s.pk);
        habit("readLine left \\r", "keys", s -> {
            s.pk += "\r";
            s.key = s.ck + "&" + s.pk;
        });
        habit("no unix", "order.unix", s -> s.order.remove("unix"));
        habit("unix behind timestamp", "order.unix", s -> {
            s.order.remove("unix");
            s.order.add(s.order.indexOf("timestamp") + 1, "unix");
        });
        habit("no language", "order.language", s -> s.order.remove("language"));
        habit("no keys in the text", "order.keys", s -> s.order.removeAll(List.of("ck", "pk")));
        habit("organisation before language", "order.language", s -> {
            s.order.remove("language");
            s.order.add(s.order.indexOf("organisation") + 1, "language");
        });
        habit("String.join with ;", "glue", s -> s.glue = ";");
        habit("append & each time", "edge", s -> s.back = "&");
        habit("println", "edge", s -> s.back = "\n");
        habit("getBytes UTF_8", "bytes", s -> s.bytes = t -> t.getBytes(StandardCharsets.UTF_8));
        habit("getBytes UTF_16", "bytes", s -> s.bytes = t -> t.getBytes(StandardCharsets.UTF_16));
        habit("getBytes US_ASCII", "bytes", s -> s.bytes = t -> t.getBytes(StandardCharsets.US_ASCII));
        habit("SHA-256", "hash", s -> s.hash = (k, t) -> digest("SHA-256", t));
        habit("MD5", "hash", s -> s.hash = (k, t) -> digest("MD5", t));
        habit("HmacSHA1", "hash", s -> s.hash = (k, t) -> hmac("HmacSHA1", k, t));
        habit("HmacSHA512", "hash", s -> s.hash = (k, t) -> hmac("HmacSHA512", k, t));
        habit("digest of key and text", "hash", s -> s.hash = (k, t) -> {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(k);
            return sha.digest(t);
        });
        habit("%02X", "render", s -> s.render = b -> hex(b).toUpperCase(Locale.ROOT));
        habit("Base64", "render", s -> s.render = b -> Base64.getEncoder().encodeToString(b));
        habit("BigInteger.toString(16)", "render", s -> s.render = b -> new BigInteger(1, b).toString(16));
        habit("Integer.toHexString", "render", s -> s.render = b -> {
            StringBuilder text = new StringBuilder();
            for (byte each : b) text.append(Integer.toHexString(0xFF & each));
            return text.toString();
        });
    }

    static String mac(List<String> names) throws Exception {
        State s = new State();
        for (String name : habits.keySet()) if (names.contains(name)) habits.get(name).accept(s);
        Map<String, String> values = new HashMap<>(Map.of("url", s.url, "sender", s.sender, "customerId", s.customerId,
                "timestamp", s.write.apply(s), "language", s.language, "organisation", s.organisation,
                "transaction", s.transaction, "unix", s.unix, "ck", s.ck, "pk", s.pk));
        List<String> parts = new ArrayList<>();
        for (String part : s.order) parts.add(values.get(part));
        String text = String.join(s.glue, parts) + s.back;
        String key = s.key == null ? s.ck + "&" + s.pk : s.key;
        return s.render.apply(s.hash.of(key.getBytes(StandardCharsets.ISO_8859_1), s.bytes.apply(text)));
    }

    static boolean effective(List<String> names) throws Exception {
        if (names.stream().map(places::get).distinct().count() < names.size()) return false;
        String own = mac(names);
        for (int bits = 0; bits < (1 << names.size()) - 1; bits++) {
            List<String> some = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) if ((bits & (1 << i)) != 0) some.add(names.get(i));
            if (mac(some).equals(own)) return false;
        }
        return true;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        list();
        if (Arrays.asList(arguments).contains("names")) {
            places.forEach((name, place) -> out.println(name + "\t" + place));
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] two = line.split("\t", 2);
            if (two[0].equals("set")) {
                List<String> names = two[1].isEmpty() ? Collections.emptyList() : Arrays.asList(two[1].split("\\|"));
                out.println(two[1] + "\t" + mac(names) + "\t" + effective(names));
            } else {
                request.put(two[0], two[1]);
            }
        }
    }
}
