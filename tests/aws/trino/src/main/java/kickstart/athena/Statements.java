package kickstart.athena;

/** Where a text of SQL ends: Athena takes a semicolon after the one statement, the engine's parser does not. */
final class Statements {
    private Statements() {}

    /**
     * The text up to its semicolon, with every character at its place.
     *
     * @throws Failure.Request if something other than blanks and comments follows
     */
    static String single(String sql) {
        int end = -1;
        int at = 0;
        while (at < sql.length()) {
            int next = skip(sql, at);
            boolean counts = !isComment(sql, at) && !Character.isWhitespace(sql.charAt(at));
            if (end >= 0 && counts) {
                throw tooMany(sql, end);
            }
            if (end < 0 && sql.charAt(at) == ';') {
                end = at;
            }
            at = next;
        }
        return end < 0 ? sql : sql.substring(0, end);
    }

    /** The place after the string, quoted name, comment or character that begins here. */
    private static int skip(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            return after(sql, String.valueOf(c), at + 1);
        }
        if (sql.startsWith("--", at)) {
            return after(sql, "\n", at);
        }
        if (sql.startsWith("/*", at)) {
            return after(sql, "*/", at + 2);
        }
        return at + 1;
    }

    private static int after(String sql, String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }

    private static boolean isComment(String sql, int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private static Failure.Request tooMany(String sql, int semicolon) {
        String before = sql.substring(0, semicolon);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int start = before.lastIndexOf('\n') + 1;
        int column = 1 + before.codePointCount(start, before.length());
        return new Failure.Request("Only one sql statement is allowed. Got: " + sql, line, column);
    }
}
