// Draws each element that has data-chart: latency, rate and successes by node, with the faults shaded.
(() => {
  "use strict";
  const data = page.data.charts;
  const LEFT = 84, RIGHT = 18, ROW = 15;
  const OUTCOMES = ["ok", "fail", "info"];
  const GLYPHS = { ok: "h0", fail: "m-3,-3l6,6m0,-6l-6,6", info: "m0,-4l4,7h-8z" };

  /** The frame of a chart: an axis of time, the faults on lines of their own above it, shading below them. */
  function frame(element, width, plotHeight) {
    d3.select(element).selectAll("*").remove();
    const families = [...new Set(data.faults.map(fault => fault.family))];
    const top = families.length * ROW + 8, height = top + plotHeight + 26;
    const svg = d3.select(element).append("svg").attr("width", width).attr("height", height).attr("role", "img");
    const x = d3.scaleLinear([0, data.end], [LEFT, width - RIGHT]);
    families.forEach((family, i) => svg.append("text").attr("class", "fault-name").attr("x", LEFT - 8)
      .attr("y", 4 + (i + 1) * ROW - 4).attr("text-anchor", "end").text(family));
    data.faults.forEach(fault => {
      const from = x(Math.min(fault.start, data.end)), to = x(fault.stop < 0 ? data.end : Math.min(fault.stop, data.end));
      const words = fault.name + "\n" + page.moment(fault.start) + " to " + (fault.stop < 0 ? "the end, never healed" : page.moment(fault.stop))
        + "\n" + (fault.proven ? fault.evidence : "no proof that it happened");
      svg.append("rect").attr("class", "fault-band").attr("x", from).attr("y", top).attr("width", Math.max(1, to - from)).attr("height", plotHeight);
      svg.append("rect").attr("class", "fault-bar" + (fault.proven ? "" : " unproven")).attr("x", from)
        .attr("y", 4 + families.indexOf(fault.family) * ROW + 2).attr("width", Math.max(2, to - from)).attr("height", ROW - 4)
        .on("pointermove", event => page.show(words, event.clientX, event.clientY)).on("pointerleave", page.hide);
    });
    svg.append("g").attr("class", "axis").attr("transform", "translate(0," + (top + plotHeight) + ")")
      .call(d3.axisBottom(x).ticks(width / 110).tickFormat(nanos => nanos / 1e9 + " s"));
    return { svg, x, top, bottom: top + plotHeight };
  }

  function leftAxis(f, axis) {
    f.svg.append("g").attr("class", "axis").attr("transform", "translate(" + LEFT + ",0)").call(axis);
  }

  function latency(element, width) {
    const f = frame(element, width, 300);
    const points = OUTCOMES.flatMap(outcome => {
      const flat = data.latency[outcome], list = [];
      for (let i = 0; i < flat.length; i += 4) {
        list.push({ outcome, at: flat[i] * 1e3, micros: Math.max(1, flat[i + 1]), f: data.functions[flat[i + 2]], process: flat[i + 3] });
      }
      return list;
    });
    const [low, high] = d3.extent(points, point => point.micros);
    const y = d3.scaleLog([low * 0.9, Math.max(high, low * 10) * 1.1], [f.bottom, f.top]);
    leftAxis(f, d3.axisLeft(y).ticks(6, "").tickFormat(micros => Number.isInteger(Math.log10(micros)) ? page.duration(micros * 1e3) : ""));
    const place = point => [f.x(point.at), y(point.micros)];
    for (const outcome of OUTCOMES) {
      const path = points.filter(point => point.outcome === outcome)
        .map(point => "M" + place(point).map(v => v.toFixed(1)) + GLYPHS[outcome]).join("");
      f.svg.append("path").attr("class", "points " + outcome).attr("d", path);
    }
    ["p50", "p95", "p99"].forEach((name, i) => {
      const line = d3.line(q => f.x(Math.min(data.end, (q[0] + 0.5) * data.interval)), q => y(Math.max(1, q[i + 1])));
      f.svg.append("path").attr("class", "quantile " + name).attr("d", line(data.quantiles));
    });
    const finder = d3.Delaunay.from(points, point => place(point)[0], point => place(point)[1]);
    f.svg.on("pointermove", event => {
      if (event.target.classList.contains("fault-bar")) {
        return;
      }
      const [px, py] = d3.pointer(event), point = points[finder.find(px, py)];
      if (point && Math.hypot(place(point)[0] - px, place(point)[1] - py) < 14) {
        page.show(point.f + ", " + point.outcome + ", " + page.duration(point.micros * 1e3) + "\nat " + page.moment(point.at)
          + ", process " + point.process, event.clientX, event.clientY);
      } else {
        page.hide();
      }
    }).on("pointerleave", page.hide);
    f.svg.attr("aria-label", "Latency of each operation over time, on a logarithmic scale");
  }

  function rate(element, width) {
    const f = frame(element, width, 180), perSecond = 1e9 / data.interval;
    const most = d3.max(OUTCOMES, outcome => d3.max(data.rate[outcome])) * perSecond;
    const y = d3.scaleLinear([0, most], [f.bottom, f.top]).nice();
    leftAxis(f, d3.axisLeft(y).ticks(5).tickFormat(value => value + "/s"));
    const at = (count, i) => f.x(Math.min(data.end, (i + 0.5) * data.interval));
    f.svg.append("path").attr("class", "area")
      .attr("d", d3.area(at, f.bottom, count => y(count * perSecond)).curve(d3.curveStep)(data.rate.ok));
    for (const outcome of OUTCOMES) {
      f.svg.append("path").attr("class", "rate " + outcome)
        .attr("d", d3.line(at, count => y(count * perSecond)).curve(d3.curveStep)(data.rate[outcome]));
    }
    f.svg.on("pointermove", event => {
      const i = Math.floor(f.x.invert(d3.pointer(event)[0]) / data.interval);
      if (!event.target.classList.contains("fault-bar") && i >= 0 && i < data.rate.ok.length) {
        page.show(page.moment(i * data.interval) + " to " + page.moment((i + 1) * data.interval) + "\n"
          + OUTCOMES.map(outcome => outcome + " " + data.rate[outcome][i]).join(", "), event.clientX, event.clientY);
      }
    }).on("pointerleave", page.hide);
    f.svg.attr("aria-label", "Operations a second over time, by outcome");
  }

  function nodes(element, width) {
    const row = 24, f = frame(element, width, data.nodes.length * row);
    const most = d3.max(data.nodes, node => d3.max(node.ok)) || 1;
    data.nodes.forEach((node, line) => {
      f.svg.append("text").attr("x", LEFT - 8).attr("y", f.top + line * row + 16).attr("text-anchor", "end").text(node.name);
      node.ok.forEach((ok, i) => {
        const from = f.x(i * data.interval), to = f.x(Math.min(data.end, (i + 1) * data.interval));
        const kind = ok > 0 ? "some" : node.other[i] > 0 ? "none" : "empty";
        f.svg.append("rect").attr("class", "cell " + kind).attr("x", from).attr("y", f.top + line * row + 3)
          .attr("width", Math.max(0.5, to - from - 0.5)).attr("height", row - 6)
          .attr("opacity", kind === "some" ? 0.25 + 0.75 * ok / most : 0.8)
          .on("pointermove", event => page.show(node.name + ", " + page.moment(i * data.interval) + "\n" + ok + " ok, "
            + node.other[i] + " other", event.clientX, event.clientY))
          .on("pointerleave", page.hide);
      });
    });
    f.svg.attr("aria-label", "Successes by node over time");
  }

  const charts = { latency, rate, nodes };
  if (data) {
    document.querySelectorAll("[data-chart]").forEach(element =>
      page.responsive(element, width => charts[element.dataset.chart](element, width)));
  }
})();
