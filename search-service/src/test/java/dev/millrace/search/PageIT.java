package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser; left out where no chromium is installed. */
class PageIT {

    private static final String CARDS = "document.querySelectorAll('#hits > li').length";
    private static final String MORE = "document.getElementById('more')";
    private static final String MESSAGE = "document.getElementById('message').textContent";

    private static RunningSearch running;
    private static Chromium browser;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        Path program = Chromium.program().orElse(null);
        Assumptions.assumeTrue(program != null, "no chromium is installed");
        running = new RunningSearch("page-it", "page-it.dead-letters");
        address = running.serve().address();
        Path profile = Files.createTempDirectory(Path.of("target"), "chromium");
        browser = Chromium.start(program, profile)
                .orElseGet(() -> Assumptions.abort("chromium does not start: see " + profile + "/chromium.log"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (running != null) {
            running.close();
        }
    }

    @Test
    void moreResultsAreAddedUntilThereAreNone() {
        browser.open(address + "/?q=water");
        browser.await(CARDS + " === 10 && !" + MORE + ".hidden");
        assertThat(browser.value(MESSAGE)).startsWith("The first 10 passages");
        String first = browser.value("document.querySelector('#hits > li').textContent");

        browser.value(MORE + ".click()");
        browser.await(CARDS + " === 20 && !" + MORE + ".disabled");

        assertThat(browser.value("document.querySelector('#hits > li').textContent"))
                .isEqualTo(first);
        assertThat(browser.value("document.activeElement === document.querySelectorAll('#hits > li')[10]"))
                .isEqualTo("true");
        while (browser.value(MORE + ".hidden").equals("false")) {
            int before = Integer.parseInt(browser.value(CARDS));
            browser.value(MORE + ".click()");
            browser.await("!" + MORE + ".disabled && (" + MORE + ".hidden || " + CARDS + " > " + before + ")");
        }
        assertThat(browser.value(MESSAGE)).matches("\\d+ passages · hybrid search · .*");
    }

    @Test
    void documentsAreShownWithTheirBestPassages() {
        browser.open(address + "/?q=the+bees+in+winter");
        browser.await(CARDS + " === 10");
        browser.value("document.querySelector('input[name=group]').click()");
        browser.await("document.querySelector('#hits .others li') !== null");

        List<String> names = List.of(browser.value(
                        "[...document.querySelectorAll('#hits h3')].map((name) => name.firstChild.textContent).join('|')")
                .split("\\|"));
        assertThat(names).doesNotHaveDuplicates().contains("bees.pdf");
        assertThat(browser.value("location.search")).contains("group=document");
        assertThat(browser.value(MESSAGE)).containsPattern("\\d+ documents? · hybrid search");
        assertThat(browser.value("document.querySelector('#hits .others').textContent"))
                .isNotBlank();
    }

    @Test
    void textOfADocumentIsNeverTakenForMarkup() {
        browser.open(address + "/?q=never+trust+script+markup&group=document");
        browser.await(CARDS + " > 0");

        assertThat(browser.value("document.getElementById('hits').textContent"))
                .contains("<script>alert('markup')</script>");
        assertThat(browser.value("document.querySelectorAll('#hits script').length"))
                .isEqualTo("0");
    }
}
