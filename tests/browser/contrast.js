// Every text whose contrast against what is painted behind it is below WCAG's 4.5 (3 for large text), as a sentence.
() => {
  const channels = /[\d.]+/g;
  const colour = text => {
    const [r, g, b, a = 1] = text.match(channels).map(Number);
    return text.startsWith("color(srgb") ? {r: r * 255, g: g * 255, b: b * 255, a} : {r, g, b, a};
  };
  const over = (top, bottom) => ({
    r: top.r * top.a + bottom.r * (1 - top.a),
    g: top.g * top.a + bottom.g * (1 - top.a),
    b: top.b * top.a + bottom.b * (1 - top.a),
    a: 1,
  });
  const luminance = ({r, g, b}) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const opacity = element => {
    let product = 1;
    for (let e = element; e; e = e.parentElement) product *= Number(getComputedStyle(e).opacity);
    return product;
  };
  const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(colour(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), {r: 255, g: 255, b: 255, a: 1});
  };
  const shapes = "rect, path, polygon, polyline, circle, ellipse";
  const painted = (text, box) => {
    const found = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const below = found.filter(e => e.matches(shapes) && text.ownerSVGElement.contains(e)).reverse();
    return below.reduce((bottom, shape) => {
      const style = getComputedStyle(shape);
      if (style.fill === "none") return bottom;
      const fill = colour(style.fill);
      return over({...fill, a: fill.a * Number(style.fillOpacity) * Number(style.opacity)}, bottom);
    }, ground(text.ownerSVGElement));
  };
  const faint = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let checked = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, title, desc, .hidden, .md-clipboard")) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    let box = range.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const style = getComputedStyle(element);
    const inPicture = element.ownerSVGElement !== undefined && element.ownerSVGElement !== null;
    if (inPicture && (box.top < 0 || box.bottom > innerHeight)) { // elementsFromPoint knows only what is in view
      element.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
      box = range.getBoundingClientRect();
    }
    const behind = inPicture ? painted(element, box) : ground(element);
    const own = colour(inPicture ? style.fill : style.color);
    const front = over({...own, a: own.a * opacity(element)}, behind);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(front, behind);
    checked += 1;
    if (ratio < (large ? 3 : 4.5)) {
      const what = `${element.localName}.${element.getAttribute("class") ?? ""} in .${element.closest("[class]")?.parentElement?.className ?? ""}`;
      faint.set(what, `${what}: ${ratio.toFixed(2)} for '${walker.currentNode.data.trim().slice(0, 40)}'`);
    }
  }
  if (checked < 10) return [`only ${checked} texts were looked at`];
  return [...faint.values()];
}
