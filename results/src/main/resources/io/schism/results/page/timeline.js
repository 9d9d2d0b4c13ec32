// Draws each element that has data-timeline: a line for each client, a bar for each call.
(() => {
  "use strict";
  const LANE = 34, ORDERED_LANE = 52, BAR = 22, TOP = 26, CHARACTER = 6.8;
  const OUTCOMES = { ok: "took effect", fail: "did not take effect", info: "unknown: may take effect at any later moment, or never" };

  function describe(bar, timed) {
    const lines = [bar.label, bar.where, OUTCOMES[bar.outcome] + (bar.error ? " (" + bar.error + ")" : "")];
    if (timed) {
      lines.push(bar.stop < 0 ? "invoked " + page.moment(bar.start) + ", never completed"
        : page.moment(bar.start) + " to " + page.moment(bar.stop) + ", " + page.duration(bar.stop - bar.start));
    }
    lines.push("history line " + bar.lines);
    return lines.join("\n");
  }

  /** Two scales: in "order" each event takes the same room, so a short call is readable beside a long one. */
  function scales(timeline, scale, width, zoom) {
    const bars = timeline.bars;
    if (scale === "order" || !timeline.timed) {
      const events = d3.max(bars, bar => Math.max(bar.from, bar.to)) + 1;
      const unit = Math.max(38, Math.min(110, (width - 150) / events)) * zoom;
      const times = bars.flatMap(bar => bar.stop < 0 ? [bar.start] : [bar.start, bar.stop]).sort(d3.ascending);
      return {
        total: Math.max(width, events * unit + 150),
        begin: bar => bar.from * unit + 8,
        end: bar => bar.to < 0 ? Infinity : bar.to * unit + 8,
        at: nanos => d3.bisectLeft(times, nanos) * unit,
      };
    }
    const first = d3.min(bars, bar => bar.start);
    const last = d3.max(bars, bar => Math.max(bar.start, bar.stop));
    const total = Math.max(width, width * zoom);
    const x = d3.scaleLinear([first, Math.max(last, first + 1)], [8, total - 30]);
    return {
      total, axis: x,
      begin: bar => x(bar.start),
      end: bar => bar.stop < 0 ? Infinity : x(bar.stop),
      at: nanos => Math.max(0, Math.min(total, x(nanos))),
    };
  }

  function drawFaults(svg, timeline, s, height) {
    timeline.faults.forEach((fault, i) => {
      const from = s.at(fault.start), to = fault.stop < 0 ? s.total : s.at(fault.stop);
      if (to > from) {
        svg.append("rect").attr("class", "fault-band").attr("x", from).attr("y", 0).attr("width", to - from).attr("height", height);
        svg.append("text").attr("class", "fault-name").attr("x", from + 4).attr("y", height - 5 - 14 * (i % 3)).text(fault.name);
      }
    });
  }

  function drawAxis(svg, s, height) {
    if (s.axis) {
      const ticks = Math.max(2, Math.floor(s.total / 130));
      svg.append("g").attr("class", "axis").attr("transform", "translate(0," + (TOP - 4) + ")")
        .call(d3.axisTop(s.axis).ticks(ticks).tickSize(-height).tickFormat(nanos => page.moment(nanos)));
    } else {
      svg.append("text").attr("class", "quiet").attr("x", 8).attr("y", 16).text("earlier event → later event (not to scale)");
    }
  }

  /** The label inside the bar when there is room, else behind it up to the next bar, else what fits. */
  function place(bar, from, to, next) {
    const room = to - from - 8, needed = bar.label.length * CHARACTER;
    if (needed <= room || to - from > 120) {
      return { x: from + 5, text: fit(bar.label, room) };
    }
    const free = next - to - 8;
    return free > room ? { x: to + 4, text: fit(bar.label, free) } : { x: from + 5, text: fit(bar.label, room) };
  }

  function fit(text, room) {
    const most = Math.floor(room / CHARACTER);
    return text.length <= most ? text : most < 2 ? "" : text.slice(0, most - 1) + "…";
  }

  /** One possible order: a moment for each call inside its bar, one after the other, and the state that follows. */
  function drawOrder(svg, timeline, s, lane, path) {
    const steps = [];
    let x = 0;
    path.forEach((step, i) => {
      const bar = timeline.bars[step.bar];
      x = Math.max(x + 16, s.begin(bar) + 12);
      x = Math.min(x, Math.max(s.begin(bar) + 2, Math.min(s.end(bar), s.total) - 6));
      steps.push({ x, y: TOP + bar.lane * lane + 6 + BAR, words: (i + 1) + ". then " + step.state });
    });
    const failing = timeline.bars[timeline.orders.failing];
    const line = steps.map(step => [step.x, step.y + 7]);
    svg.append("path").attr("class", "order").attr("d", d3.line()(line));
    steps.forEach(step => {
      svg.append("circle").attr("class", "order-step").attr("cx", step.x).attr("cy", step.y + 7).attr("r", 4);
      svg.append("text").attr("class", "order-text").attr("x", step.x + 7).attr("y", step.y + 12).text(step.words);
    });
    if (failing) {
      const words = "✗ fits nowhere: the state is " + path[path.length - 1].state;
      const right = s.begin(failing) + words.length * CHARACTER > s.total;
      svg.append("text").attr("class", "failing-text").attr("x", right ? s.total - 6 : s.begin(failing) + 2)
        .attr("text-anchor", right ? "end" : "start").attr("y", TOP + failing.lane * lane + 6 + BAR + 13).text(words);
    }
  }

  function drawBars(svg, timeline, s, lane) {
    const byLane = d3.group(timeline.bars, bar => bar.lane);
    for (const bars of byLane.values()) {
      [...bars].sort((a, b) => a.from - b.from).forEach((bar, i, sorted) => {
        const from = s.begin(bar), end = s.end(bar);
        const shown = Math.min(Math.max(end, from + 3), s.total - 12);
        const next = i + 1 < sorted.length ? s.begin(sorted[i + 1]) : s.total;
        const open = end === Infinity;
        const to = open ? Math.max(from + 12, Math.min(next - 6, s.total - 12)) : shown;
        const y = TOP + bar.lane * lane + 6;
        const words = describe(bar, timeline.timed);
        const g = svg.append("g").attr("class", "bar " + bar.outcome + (bar.marked ? " marked" : "")
            + (bar === timeline.bars[timeline.orders.failing] ? " failing" : ""))
          .attr("tabindex", 0).attr("role", "img").attr("aria-label", words);
        if (bar.outcome === "info") {
          g.append("line").attr("x1", to).attr("x2", s.total).attr("y1", y + BAR + 2).attr("y2", y + BAR + 2);
        }
        g.append("rect").attr("x", from).attr("y", y).attr("width", to - from).attr("height", BAR);
        const label = place(bar, from, to, next);
        g.append("text").attr("x", label.x).attr("y", y + BAR - 7).text(label.text);
        g.on("pointermove", event => page.show(words, event.clientX, event.clientY))
          .on("pointerleave blur", page.hide)
          .on("focus", () => {
            const box = g.node().getBoundingClientRect();
            page.show(words, box.left, box.bottom - 10);
          });
      });
    }
  }

  function draw(parts, timeline, state, width) {
    const path = timeline.orders.paths[state.order], lane = path ? ORDERED_LANE : LANE;
    const height = TOP + timeline.lanes.length * lane + (timeline.faults.length ? 46 : 8);
    const names = d3.select(parts.names), lanes = d3.select(parts.lanes);
    names.selectAll("*").remove();
    lanes.selectAll("*").remove();
    const nameWidth = Math.min(170, 20 + CHARACTER * d3.max(timeline.lanes, name => name.length));
    const side = names.append("svg").attr("width", nameWidth).attr("height", height);
    timeline.lanes.forEach((name, i) => side.append("text").attr("x", 8).attr("y", TOP + i * lane + 6 + BAR - 7).text(fit(name, nameWidth)));
    const s = scales(timeline, state.scale, width - nameWidth - 4, state.zoom);
    const svg = lanes.append("svg").attr("width", s.total).attr("height", height);
    drawFaults(svg, timeline, s, height);
    drawAxis(svg, s, height - TOP);
    timeline.lanes.forEach((name, i) => svg.append("line").attr("class", "lane-line")
      .attr("x1", 0).attr("x2", s.total).attr("y1", TOP + (i + 1) * lane).attr("y2", TOP + (i + 1) * lane));
    drawBars(svg, timeline, s, lane);
    if (path) {
      drawOrder(svg, timeline, s, lane, path);
    }
    return s;
  }

  /** Scrolls to the marked bars, which need not be at the beginning. */
  function reveal(parts, timeline, s) {
    const failing = timeline.bars[timeline.orders.failing];
    const marked = failing ? [failing] : timeline.bars.filter(bar => bar.marked);
    if (marked.length) {
      const right = d3.max(marked, bar => Math.min(s.end(bar), s.total));
      parts.lanes.scrollLeft = Math.max(0, right - parts.lanes.clientWidth * 0.75);
    }
  }

  function button(tools, text, label, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    element.setAttribute("aria-label", label);
    element.addEventListener("click", act);
    tools.append(element);
    return element;
  }

  function span(tools, className, text) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    tools.append(element);
  }

  /** To the scale of time where calls can be seen in it; a millisecond in half a minute cannot. */
  function bestScale(timeline, asked) {
    const lengths = timeline.bars.filter(bar => bar.stop >= 0).map(bar => bar.stop - bar.start);
    const span = d3.max(timeline.bars, bar => Math.max(bar.start, bar.stop)) - d3.min(timeline.bars, bar => bar.start);
    return timeline.timed && asked === "time" && d3.median(lengths) > span / 150 ? "time" : "order";
  }

  function build(element) {
    const timeline = page.data.timelines[element.dataset.timeline];
    const state = { scale: bestScale(timeline, element.dataset.scale), zoom: 1, order: 0 };
    const tools = document.createElement("div"), view = document.createElement("div");
    const parts = { names: document.createElement("div"), lanes: document.createElement("div") };
    tools.className = "tools legend";
    view.className = "view";
    parts.names.className = "names";
    parts.lanes.className = "lanes";
    view.append(parts.names, parts.lanes);
    element.append(tools, view);
    let width = 0;
    const redraw = () => reveal(parts, timeline, draw(parts, timeline, state, width));
    const choices = {};
    const choose = scale => {
      state.scale = scale;
      for (const [name, choice] of Object.entries(choices)) {
        choice.setAttribute("aria-pressed", String(name === scale));
      }
      redraw();
    };
    if (timeline.timed) {
      choices.order = button(tools, "by order", "space events evenly", () => choose("order"));
      choices.time = button(tools, "by time", "draw to the scale of time", () => choose("time"));
      choices[state.scale].setAttribute("aria-pressed", "true");
    }
    button(tools, "−", "narrower", () => { state.zoom = Math.max(0.25, state.zoom / 1.6); redraw(); });
    button(tools, "+", "wider", () => { state.zoom = Math.min(40, state.zoom * 1.6); redraw(); });
    const orders = timeline.orders.paths.length;
    if (orders) {
      const words = () => "possible order " + (state.order + 1) + " of " + orders;
      const next = button(tools, words(), "show the next possible order", () => {
        state.order = (state.order + 1) % orders;
        next.textContent = words();
        redraw();
      });
      span(tools, "order", "●─● order of effect");
    }
    span(tools, "ok", "■ took effect");
    span(tools, "fail", "■ did not (struck through)");
    span(tools, "info", "■┄ unknown");
    if (timeline.bars.some(bar => bar.marked)) {
      span(tools, "marked", "□ evidence");
    }
    if (timeline.orders.failing >= 0) {
      span(tools, "failing", "■ cannot be explained");
    }
    if (timeline.faults.length) {
      span(tools, "fault", "▒ fault in force");
    }
    page.responsive(element, now => { width = now; redraw(); });
  }

  document.querySelectorAll("[data-timeline]").forEach(build);
})();
