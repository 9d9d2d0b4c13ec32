// What timeline.js and charts.js share: the data of the page, a tooltip, words for durations.
const page = (() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const tooltip = document.getElementById("tooltip");

  /** Shows text beside a point of the window. Text only: what a tested system answered is never read as HTML. */
  function show(text, x, y) {
    tooltip.textContent = text;
    tooltip.hidden = false;
    const box = tooltip.getBoundingClientRect();
    tooltip.style.left = Math.max(4, Math.min(x + 14, innerWidth - box.width - 8)) + "px";
    tooltip.style.top = (y + 18 + box.height > innerHeight ? Math.max(4, y - box.height - 12) : y + 18) + "px";
  }

  function hide() {
    tooltip.hidden = true;
  }

  /** Nanoseconds with three digits and a unit. */
  function duration(nanos) {
    if (nanos === 0) {
      return "0";
    }
    const units = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"]];
    const [size, unit] = units.find(([s]) => nanos >= s) || [1, "ns"];
    return (size === 1 ? nanos : Number((nanos / size).toPrecision(3))) + " " + unit;
  }

  function moment(nanos) {
    return (nanos / 1e9).toFixed(3) + " s";
  }

  /** Draws now and again whenever the width changes. */
  function responsive(element, draw) {
    let width = 0;
    const redraw = () => {
      const now = Math.floor(element.clientWidth);
      if (now > 0 && now !== width) {
        width = now;
        draw(now);
      }
    };
    new ResizeObserver(redraw).observe(element);
    redraw();
  }

  // On paper a wide drawing is cut off, and the tables behind the summaries hold what is missing.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(details => { details.open = true; }));
  document.addEventListener("keydown", event => event.key === "Escape" && hide());
  document.addEventListener("scroll", hide, { passive: true, capture: true });
  return { data, show, hide, duration, moment, responsive };
})();
