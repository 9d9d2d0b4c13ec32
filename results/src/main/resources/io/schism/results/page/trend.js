// Draws each element that has data-group: a chart for each figure, a mark for each run.
(() => {
  "use strict";
  const LEFT = 84, RIGHT = 18, HEIGHT = 130;
  const SIGNS = { valid: "●", invalid: "✗", unknown: "?" };
  const verdict = run => run.verdict || "unknown";

  /** The figures worth a chart: those that at least one run has. */
  function figures(runs) {
    const families = [...new Set(runs.flatMap(run => Object.keys(run.downtimeMs)))].sort();
    return [
      { name: "Operations that took effect, a second", value: run => run.okPerSecond, text: v => v + "/s", zero: true },
      { name: "Latency, p99", value: run => run.p99Ms, text: v => page.duration(v * 1e6) },
      { name: "Longest time without a success", value: run => run.longestGapMs, text: v => page.duration(v * 1e6) },
      ...families.map(family => ({
        name: "Longest time without a success during " + family,
        value: run => run.downtimeMs[family], text: v => page.duration(v * 1e6),
      })),
    ].filter(figure => runs.some(run => figure.value(run) != null));
  }

  function describe(run, figure) {
    return figure.name + ": " + figure.text(figure.value(run)) + "\n" + verdict(run) + ", seed " + run.seed + "\n" + run.started + "\n" + run.id;
  }

  function draw(element, runs, figure, width) {
    const known = runs.filter(run => figure.value(run) != null);
    const svg = d3.select(element).append("svg").attr("width", width).attr("height", HEIGHT + 30)
      .attr("role", "img").attr("aria-label", figure.name);
    const x = d3.scalePoint(runs.map(run => run.id), [LEFT, width - RIGHT]).padding(0.5);
    const y = d3.scaleLinear([0, d3.max(known, figure.value) || 1], [HEIGHT, 12]).nice();
    svg.append("g").attr("class", "axis").attr("transform", "translate(" + LEFT + ",0)")
      .call(d3.axisLeft(y).ticks(4).tickFormat(figure.text));
    svg.append("line").attr("class", "lane-line").attr("x1", LEFT).attr("x2", width - RIGHT).attr("y1", HEIGHT).attr("y2", HEIGHT);
    svg.append("path").attr("class", "trend-line").attr("d", d3.line(run => x(run.id), run => y(figure.value(run)))(known));
    known.forEach(run => {
      const words = describe(run, figure);
      svg.append("a").attr("href", page.data.address + run.id + "/report.html").attr("aria-label", words)
        .append("text").attr("class", "trend-mark outcome-" + verdict(run)).attr("x", x(run.id)).attr("y", y(figure.value(run)) + 5)
        .attr("text-anchor", "middle").text(SIGNS[verdict(run)])
        .on("pointermove", event => page.show(words, event.clientX, event.clientY)).on("pointerleave", page.hide);
    });
    const first = runs[0].started.slice(0, 16).replace("T", " "), last = runs[runs.length - 1].started.slice(0, 16).replace("T", " ");
    svg.append("text").attr("class", "quiet").attr("x", LEFT).attr("y", HEIGHT + 20).text(first);
    svg.append("text").attr("class", "quiet").attr("x", width - RIGHT).attr("y", HEIGHT + 20).attr("text-anchor", "end").text(last);
  }

  /** A row of signs, so that runs without any figure are seen too. */
  function strip(element, runs, width) {
    const svg = d3.select(element).append("svg").attr("width", width).attr("height", 28).attr("role", "img").attr("aria-label", "Verdicts");
    const x = d3.scalePoint(runs.map(run => run.id), [LEFT, width - RIGHT]).padding(0.5);
    svg.append("text").attr("class", "quiet").attr("x", LEFT - 10).attr("y", 18).attr("text-anchor", "end").text("verdict");
    runs.forEach(run => {
      const words = verdict(run) + (run.verdict ? "" : ": it has no verdict") + ", seed " + run.seed + "\n" + run.started + "\n" + run.id;
      svg.append("a").attr("href", page.data.address + run.id + "/report.html").attr("aria-label", words)
        .append("text").attr("class", "trend-mark outcome-" + verdict(run)).attr("x", x(run.id)).attr("y", 19)
        .attr("text-anchor", "middle").text(SIGNS[verdict(run)])
        .on("pointermove", event => page.show(words, event.clientX, event.clientY)).on("pointerleave", page.hide);
    });
  }

  document.querySelectorAll("[data-group]").forEach(element => {
    const runs = page.data.runs.filter(run => run.group === element.dataset.group);
    page.responsive(element, width => {
      element.replaceChildren();
      strip(element, runs, width);
      figures(runs).forEach(figure => {
        const heading = document.createElement("h3");
        heading.textContent = figure.name;
        element.append(heading);
        draw(element, runs, figure, width);
      });
    });
  });
})();
