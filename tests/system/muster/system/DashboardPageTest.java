// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import muster.model.PunchPage;
import muster.model.PunchRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The page as a person sees it, in a real browser: on a desk and on a phone, with a finger and with a keyboard.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPageTest {

    private static final List<String> VIEWS =
            List.of("dashboard", "events", "terminals", "punches", "alerts", "configuration", "kiosk");

    /// Everything that the first view needs, over the wire.
    private static final long FIRST_PAINT = 100 * 1024;

    private static final String EVIL = "<img src=x onerror=document.title=1>";
    private static final String DRAWN = "document.querySelector('#view section, #view .door')";
    private static final String LIVE = "document.querySelector('#line').dataset.state === 'live'";

    private Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no chromium on the PATH: apt-get install chromium");
        browser = Browser.start();
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private Muster muster(String... options) throws Exception {
        return Muster.accepting(folder.resolve("data"), options);
    }

    /// A muster in which there is something to be seen in every view.
    private Muster furnished(String... options) throws Exception {
        Muster muster = muster(options);
        muster.post("/api/branches", "{\"id\": \"north\", \"name\": \"North gate\"}");
        muster.post("/api/terminals", "{\"serial\": \"TSTATT000001\", \"name\": \"Door\", \"branch\": \"north\"}");
        muster.upload("TSTATT000001", Punches.lines(0, 70));
        event(muster, "open-day", "Open day");
        return muster;
    }

    private static void event(Muster muster, String id, String name) throws Exception {
        assertEquals(201, muster.post("/api/gatherings",
                "{\"id\": \"" + id + "\", \"name\": \"" + name + "\"}").statusCode());
    }

    private static String state(Muster muster, String id) throws Exception {
        JsonObject status = muster.get("/api/gatherings/" + id).getAsJsonObject();
        return status.getAsJsonObject("gathering").get("state").getAsString();
    }

    private Tab desk() throws Exception {
        return browser.tab().sized(1280, 800, false);
    }

    private Tab phone() throws Exception {
        return browser.tab().sized(390, 844, true);
    }

    private static Tab open(Tab tab, String url, String view) throws Exception {
        return tab.go(url + "/dashboard#" + view).until(DRAWN).until(LIVE);
    }

    /// The places in the journal of the punches in the dashboard's list, newest first.
    private static List<Long> listed(Tab tab) throws Exception {
        String text = tab.text("[...document.querySelectorAll('#live li')].map(li => li.dataset.seq).join(' ')");
        return text.isEmpty() ? List.of() : Stream.of(text.split(" ")).map(Long::valueOf).toList();
    }

    private static List<Long> journalled(Muster muster) throws Exception {
        return muster.get("/api/punches?limit=20", PunchPage.class).punches().stream().map(PunchRow::seq).toList();
    }

    @Test
    void every_view_opens_on_desk_and_phone_without_a_complaint_and_asks_nobody_else() throws Exception {
        try (Muster muster = furnished()) {
            for (String view : VIEWS) {
                try (Tab tab = desk()) {
                    assertQuiet(open(tab, muster.url(), view), muster.url());
                }
                try (Tab tab = phone()) {
                    assertQuiet(open(tab, muster.url(), view), muster.url());
                }
            }
        }
    }

    private static void assertQuiet(Tab tab, String url) throws Exception {
        assertEquals(List.of(), tab.complaints());
        assertEquals(List.of(), tab.requests().stream()
                .filter(each -> !each.startsWith(url + "/") && !each.equals("about:blank") && !each.startsWith("data:"))
                .toList());
        assertTrue(tab.value("document.documentElement.scrollWidth <= innerWidth").getAsBoolean(),
                () -> "wider than its screen");
    }

    @Test
    void the_first_view_needs_less_than_a_hundred_kibibytes() throws Exception {
        try (Muster muster = furnished();
                Tab tab = phone()) {
            open(tab, muster.url(), "dashboard");
            assertTrue(tab.bytes() > 0 && tab.bytes() < FIRST_PAINT, "it took " + tab.bytes() + " bytes");
        }
    }

    @Test
    void a_punch_appears_by_itself() throws Exception {
        try (Muster muster = muster();
                Tab tab = desk()) {
            open(tab, muster.url(), "dashboard");
            muster.upload("TSTATT000001", Punches.lines(0, 1));
            tab.until("document.querySelectorAll('#live li').length === 1");
            assertEquals(journalled(muster), listed(tab));
            tab.until("document.querySelector('[data-measure=scans_last_hour]').textContent === '1'");
        }
    }

    @Test
    void nothing_is_missing_or_doubled_after_the_daemon_was_killed_and_came_back() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String listen = "api.listen=127.0.0.1:" + port;
        try (Tab tab = desk()) {
            try (Muster muster = muster("--set", listen)) {
                open(tab, muster.url(), "dashboard");
                muster.upload("TSTATT000001", Punches.lines(0, 5));
                tab.until("document.querySelectorAll('#live li').length === 5");
                muster.kill();
                tab.until("document.querySelector('#line').textContent.includes('No connection')");
                muster.assertNoFault();
            }
            try (Muster muster = muster("--set", listen)) {
                muster.upload("TSTATT000001", Punches.lines(5, 5));
                tab.until(LIVE).until("document.querySelectorAll('#live li').length >= 10");
                muster.upload("TSTATT000001", Punches.lines(10, 5));
                tab.until("document.querySelectorAll('#live li').length >= 15");
                assertEquals(journalled(muster), listed(tab));
            }
        }
    }

    @Test
    void an_event_is_selected_started_and_stopped_by_touch() throws Exception {
        try (Muster muster = muster();
                Tab tab = phone()) {
            event(muster, "open-day", "Open day");
            event(muster, "concert", "Concert");
            open(tab, muster.url(), "events").tap("[data-event=concert]");
            tab.until("document.querySelector('.event h2').textContent === 'Concert'");
            for (String[] step : new String[][] {
                {"Select", "selected"}, {"Start", "scanning"}, {"Stop", "paused"}, {"End", "ended"}}) {
                touch(tab, ".event .actions button", step[0]);
                touch(tab, "dialog button[type=submit]", step[0]);
                Await.until("the event is " + step[1], () -> state(muster, "concert").equals(step[1]));
                tab.until("!document.querySelector('dialog')");
            }
            assertEquals("listed", state(muster, "open-day"));
            assertEquals(List.of(), tab.complaints());
        }
    }

    /// Touches the button of that text.
    private static void touch(Tab tab, String selector, String text) throws Exception {
        tab.touch("[...document.querySelectorAll('" + selector + "')].find(b => b.textContent === '" + text + "')");
    }

    @Test
    void what_a_reader_thinks_better_of_is_not_done() throws Exception {
        try (Muster muster = muster();
                Tab tab = phone()) {
            event(muster, "open-day", "Open day");
            open(tab, muster.url(), "events");
            touch(tab, ".event .actions button", "Select");
            touch(tab, "dialog button[type=button]", "Cancel");
            tab.until("!document.querySelector('dialog')");
            assertEquals("listed", state(muster, "open-day"));
        }
    }

    @Test
    void a_name_is_a_text_whatever_is_in_it() throws Exception {
        try (Muster muster = muster();
                Tab tab = desk()) {
            muster.post("/api/terminals", "{\"serial\": \"TSTATT000001\", \"name\": \"" + EVIL + "\"}");
            event(muster, "evil", EVIL);
            muster.post("/api/gatherings/evil/select", "{}");
            muster.terminal("POST", "/iclock/cdata?SN=TSTATT000001&table=OPERLOG&OpStamp=1",
                    "USER PIN=1001\tName=" + EVIL + "\tPri=0\tPasswd=\tCard=\tGrp=1\tTZ=\n");
            muster.upload("TSTATT000001", Punches.lines(0, 1));
            for (String view : List.of("dashboard", "events", "terminals", "punches", "kiosk")) {
                open(tab, muster.url(), view).until("document.body.textContent.includes('" + EVIL + "')");
                assertEquals(0, tab.value("document.querySelectorAll('main img').length").getAsInt(), view);
                assertFalse(tab.text("document.title").equals("1"), view);
            }
            assertFalse(tab.requests().stream().anyMatch(url -> url.endsWith("/x")));
        }
    }

    @Test
    void the_key_is_asked_for_kept_for_the_tab_and_never_in_an_address() throws Exception {
        String key = "a-key-of-more-than-sixteen-characters";
        Path file = Files.writeString(folder.resolve("key"), key + "\n");
        try (Muster muster = muster("--set", "api.key_file=" + file);
                Tab tab = desk()) {
            tab.go(muster.url() + "/dashboard").until("document.activeElement?.name === 'key'").scan("wrong");
            tab.until("document.querySelector('dialog')?.textContent.includes('not the right one')").scan(key);
            tab.until(DRAWN).until(LIVE).until("!document.querySelector('dialog')");
            muster.upload("TSTATT000001", Punches.lines(0, 1));
            tab.until("document.querySelectorAll('#live li').length === 1");
            assertFalse(tab.requests().stream().anyMatch(url -> url.contains(key)));
            assertFalse(muster.log().contains(key));

            open(tab, muster.url(), "terminals");
            try (Tab another = desk()) {
                another.go(muster.url() + "/dashboard").until("document.activeElement?.name === 'key'");
            }
        }
    }

    @Test
    void it_works_behind_the_prefix_of_a_proxy() throws Exception {
        try (Muster muster = furnished();
                PrefixProxy proxy = new PrefixProxy(muster.api());
                Tab tab = desk()) {
            tab.go(proxy.url() + "/").until(DRAWN).until(LIVE);
            assertEquals(proxy.url() + "/dashboard", tab.text("location.href"));
            muster.upload("TSTATT000001", Punches.lines(70, 1));
            tab.until("document.querySelector('#live li').dataset.seq === '" + journalled(muster).getFirst() + "'");
            for (String view : VIEWS) {
                open(tab, proxy.url(), view);
            }
            assertEquals(List.of(), tab.complaints());
        }
    }

    @Test
    void the_kiosk_checks_in_what_a_reader_types_wherever_the_focus_is() throws Exception {
        try (Muster muster = furnished();
                Tab tab = browser.tab().sized(1024, 768, false)) {
            muster.post("/api/gatherings/open-day/start", "{}");
            open(tab, muster.url(), "kiosk").scan("ATT-000042");
            tab.until("document.querySelector('#welcome').textContent.includes('ATT-000042')");
            tab.until("document.querySelector('#welcome').classList.contains('good')");
            tab.scan("ATT-000042").until("document.querySelector('#welcome').classList.contains('busy')");
            PunchRow punch = muster.get("/api/punches?event=open-day", PunchPage.class).punches().getFirst();
            assertEquals("ATT-000042", punch.pin());
            assertEquals("kiosk", punch.checkIn().method());
        }
    }

    @Test
    void punches_are_filtered_and_paged_back_to_the_first() throws Exception {
        try (Muster muster = furnished();
                Tab tab = desk()) {
            open(tab, muster.url(), "punches").until("document.querySelectorAll('tbody tr').length === 50");
            tab.value("[...document.querySelectorAll('button')].find(b => b.textContent === 'Older').click()");
            tab.until("document.querySelectorAll('tbody tr').length === 70");
            tab.value("document.querySelector('[name=pin]').focus()");
            tab.scan(Punches.pin(3)).until("document.querySelectorAll('tbody tr').length === 2");
        }
    }

    @Test
    void the_keyboard_keeps_its_place_while_the_page_changes() throws Exception {
        try (Muster muster = furnished();
                Tab tab = desk()) {
            open(tab, muster.url(), "punches").until("document.querySelectorAll('tbody tr').length === 50");
            String first = tab.text("document.querySelector('tbody button').focus(), document.activeElement.textContent");
            muster.upload("TSTATT000001", Punches.lines(70, 3));
            tab.until("document.querySelectorAll('tbody tr').length === 53");
            assertEquals(first, tab.text("document.activeElement.textContent"));
        }
    }

    @Test
    void what_a_finger_works_is_at_least_44_pixels_high() throws Exception {
        try (Muster muster = furnished();
                Tab tab = phone()) {
            for (String view : VIEWS) {
                open(tab, muster.url(), view);
                assertEquals("", tab.text("""
                        [...document.querySelectorAll('button, nav a, a.button, select, input:not([type=checkbox])')]
                            .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)
                            .map(each => each.outerHTML).join('\\n')"""), view);
            }
        }
    }

    @Test
    void axe_finds_no_fault_in_light_or_in_dark() throws Exception {
        String axe = Axe.script().orElse(null);
        assumeTrue(axe != null, "no jar of axe-core among the test libraries");
        try (Muster muster = furnished();
                Tab tab = desk()) {
            for (String scheme : List.of("light", "dark")) {
                tab.still(scheme);
                for (String view : VIEWS) {
                    open(tab, muster.url(), view);
                    assertEquals("", Axe.faults(tab, axe), view + ", " + scheme);
                }
            }
        }
    }

    @Test
    void a_stream_cut_anywhere_is_read_as_one_that_came_whole() throws Exception {
        try (Muster muster = muster();
                Tab tab = desk()) {
            open(tab, muster.url(), "dashboard");
            assertEquals("", tab.text("""
                    import(new URL('dashboard/stream.mjs', document.baseURI)).then(({Parser}) => {
                        const text = 'retry: 5\\r\\n: hello\\nid: 1\\n\\nid: 2\\ndata: a\\ndata:b\\r\\rdata: c\\n\\ndata: cut';
                        const read = pieces => {
                            const told = [];
                            const parser = new Parser((data, id) => told.push([data, id]), retry => told.push(retry));
                            pieces.forEach(piece => parser.take(piece));
                            return JSON.stringify([told, parser.lastId]);
                        };
                        const wanted = JSON.stringify([[5, ['a\\nb', '2'], ['c', '2']], '2']);
                        const cuts = [[text], [...text]];
                        for (let i = 0; i <= text.length; i++) {
                            cuts.push([text.slice(0, i), text.slice(i)]);
                        }
                        return cuts.filter(pieces => read(pieces) !== wanted).map(pieces => read(pieces)).join(' ');
                    })"""));
        }
    }
}
