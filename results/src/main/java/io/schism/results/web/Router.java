package io.schism.results.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.schism.results.store.Json;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import io.schism.results.store.RunStoreException;
import io.schism.results.trend.Trend;
import io.schism.results.trend.TrendPage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which address shows what. Safe for several threads. */
final class Router implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final RunStore store;
    private final Set<String> ownNames;

    Router(RunStore store, int port) {
        this.store = store;
        this.ownNames = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (host == null || !ownNames.contains(host)) {
                Answer.text(exchange, Answer.FORBIDDEN, Answer.TEXT, "open this server as 127.0.0.1 or localhost\n");
                return;
            }
            if (!METHODS.contains(exchange.getRequestMethod())) {
                Answer.text(exchange, Answer.NOT_ALLOWED, Answer.TEXT, "this server only reads\n");
                return;
            }
            Optional<List<String>> segments =
                    RequestPath.segments(exchange.getRequestURI().getRawPath());
            if (segments.isEmpty()) {
                notFound(exchange);
                return;
            }
            route(exchange, segments.get());
        } catch (RunStoreException e) {
            Answer.text(exchange, Answer.BROKEN, Answer.TEXT, e.getMessage() + "\n");
        }
    }

    private void route(HttpExchange exchange, List<String> segments) throws IOException {
        URI uri = exchange.getRequestURI();
        Query query = new Query(uri.getRawQuery());
        String first = segments.isEmpty() ? "" : segments.get(0);
        switch (first) {
            case "" -> Answer.text(exchange, Answer.OK, Answer.HTML, RunList.html(store.list(), query));
            case "runs.json" ->
                Answer.text(exchange, Answer.OK, Answer.JSON, Json.line(RunList.json(store.list(), query)));
            case "trend" ->
                Answer.text(exchange, Answer.OK, Answer.HTML, TrendPage.html(Trend.of(store), "/runs/", true));
            case "trend.json" ->
                Answer.text(
                        exchange,
                        Answer.OK,
                        Answer.JSON,
                        Json.line(Trend.of(store).json()));
            case "compare" -> compare(exchange, query);
            case "zip" -> zip(exchange, segments.subList(1, segments.size()));
            case "runs" -> RunFiles.show(exchange, store.root(), segments.subList(1, segments.size()));
            default -> notFound(exchange);
        }
    }

    private void compare(HttpExchange exchange, Query query) throws IOException {
        List<String> ids = query.all("run");
        if (ids.size() != 2) {
            Answer.text(
                    exchange,
                    Answer.BAD_REQUEST,
                    Answer.TEXT,
                    "choose two runs to compare, not " + ids.size() + "; go back and tick two\n");
            return;
        }
        Optional<RunDirectory> left = store.find(ids.get(0));
        Optional<RunDirectory> right = store.find(ids.get(1));
        if (left.isEmpty() || right.isEmpty()) {
            notFound(exchange);
            return;
        }
        Answer.text(exchange, Answer.OK, Answer.HTML, Comparison.html(ids.get(0), left.get(), ids.get(1), right.get()));
    }

    private void zip(HttpExchange exchange, List<String> segments) throws IOException {
        String path = String.join("/", segments);
        Optional<RunDirectory> run = path.endsWith(".zip")
                ? store.find(path.substring(0, path.length() - ".zip".length()))
                : Optional.empty();
        if (run.isEmpty()) {
            notFound(exchange);
            return;
        }
        RunZip zip = new RunZip(run.get().path());
        Answer.send(exchange, Answer.OK, Answer.ZIP, -1, zip::writeTo);
    }

    static void notFound(HttpExchange exchange) throws IOException {
        Answer.text(exchange, Answer.NOT_FOUND, Answer.TEXT, "there is no such page, run or file\n");
    }
}
