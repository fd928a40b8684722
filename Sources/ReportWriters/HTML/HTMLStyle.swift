/// The style sheet of every HTML report.
///
/// Colours keep a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3) in both schemes; print is always light.
enum HTMLStyle {
  static let sheet = base + screen + print

  private static let base = """
    :root {
      --paper: #fff; --ink: #1b1f24; --muted: #545c66; --accent: #17406d; --rule: #c9d0d8;
      --strong-rule: #17406d;
      --tint: #f2f5f8; --group: #e6ecf2; --warning: #8a4b00; --warning-tint: #fdf4e3; --gap: #7a1f2b;
      --gap-tint: #fbeeee;
      --serif: "Source Serif 4", "Noto Serif", Georgia, Cambria, "Times New Roman", "Liberation Serif",
        "DejaVu Serif", serif;
      --sans: "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans",
        "DejaVu Sans", sans-serif;
      \(InkColour.variables(isDark: false))
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; color: var(--ink); background: var(--paper); font-family: var(--serif);
      line-height: 1.55; overflow-wrap: break-word; hyphens: manual; }
    p, ul, ol, figure, blockquote, dl { margin: 0 0 0.9em; }
    li { margin-bottom: 0.3em; }
    a { color: var(--accent); }
    h1, h2, h3, h4, h5 { font-family: var(--sans); line-height: 1.25; text-wrap: balance; }
    h2 { margin: 2em 0 0.7em; padding-bottom: 0.25em; border-bottom: 1px solid var(--rule);
      color: var(--accent); font-size: 1.45em; }
    h3 { margin: 1.7em 0 0.5em; font-size: 1.17em; color: var(--accent); }
    h4 { margin: 1.4em 0 0.4em; font-size: 1.02em; }
    h5 { margin: 1.2em 0 0.3em; font-size: 0.95em; font-style: italic; font-weight: 600; }
    .section-number { font-variant-numeric: lining-nums; margin-right: 0.35em; }
    .figure { font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
    abbr { text-decoration: none; }
    .missing, .suppressed { color: var(--muted); font-style: italic; white-space: nowrap; }
    code { font-family: "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace; font-size: 0.88em;
      overflow-wrap: anywhere; }
    .skip-link { position: absolute; left: -100vw; top: 0; padding: 0.6em 1em; background: var(--paper);
      color: var(--accent); font-family: var(--sans); z-index: 1; }
    .skip-link:focus { left: 0; outline: 2px solid var(--accent); }

    .cover-donor { font-family: var(--sans); font-weight: 600; letter-spacing: 0.06em; color: var(--muted);
      margin: 0 0 1.2em; }
    .cover h1 { margin: 0; color: var(--accent); font-weight: 700; line-height: 1.15; }
    .cover-subtitle { margin: 0.7em 0 0; font-size: 1.2em; color: var(--muted); }
    .cover-facts { margin: 0; border-top: 2px solid var(--strong-rule); font-family: var(--sans); }
    .cover-facts div { display: grid; grid-template-columns: 14em minmax(0, 1fr); gap: 1em; padding: 0.5em 0;
      border-bottom: 1px solid var(--rule); }
    .cover-facts dt { color: var(--muted); }
    .cover-facts dd { margin: 0; }

    .contents ol { list-style: none; padding: 0; font-family: var(--sans); }
    .contents li { margin: 0; }
    .contents a { display: flex; gap: 0.6em; align-items: baseline; padding: 0.32em 0; color: inherit;
      text-decoration: none; }
    .contents .contents-text { flex: 1; min-width: 0; overflow-wrap: anywhere; display: flex; align-items: baseline; gap: 0.5em; }
    .contents .contents-text::after { content: ""; flex: 1; min-width: 1em;
      border-bottom: 1px dotted var(--muted); opacity: 0.6; }
    .contents .section-number { min-width: 1.6em; margin: 0; color: var(--muted);
      font-variant-numeric: tabular-nums lining-nums; }
    .contents .level-1 { font-weight: 600; margin-top: 0.35em; }
    .contents .level-2 { padding-left: 2.2em; }
    .contents .level-3 { padding-left: 4.6em; }
    .contents .level-4 { padding-left: 7em; }
    .contents .level-2 .section-number { min-width: 2.2em; }
    .contents .level-3 .section-number, .contents .level-4 .section-number { min-width: 2.8em; }

    table { border-collapse: collapse; width: 100%; font-family: var(--sans); font-size: 0.86em;
      line-height: 1.4; }
    caption { caption-side: top; text-align: left; padding: 0 0 0.5em; font-size: 1.04em; font-weight: 600;
      color: var(--ink); }
    .caption-number { color: var(--accent); white-space: nowrap; }
    th, td { padding: 0.42em 0.6em; text-align: left; vertical-align: top; overflow-wrap: break-word; }
    .long-word, .form th, .form td { overflow-wrap: anywhere; }
    .data { border-bottom: 2px solid var(--strong-rule); }
    .data thead th { vertical-align: bottom; color: var(--accent); font-weight: 600; background: var(--tint);
      border-top: 2px solid var(--strong-rule); border-bottom: 1px solid var(--strong-rule); }
    .data thead td { background: var(--tint); border-top: 2px solid var(--strong-rule); }
    .data thead tr + tr > * { border-top: 0; }
    .data tbody td, .data tbody th { border-bottom: 1px solid var(--rule); }
    .data tbody tr:last-child > * { border-bottom: 0; }
    .data tbody th { font-weight: 400; }
    .data .group > * { background: var(--group); font-weight: 600; }
    .data .total > * { font-weight: 700; border-top: 1px solid var(--strong-rule); background: var(--tint); }
    .data .end { text-align: right; }
    .data .center { text-align: center; }
    .data .no-rows { color: var(--muted); font-style: italic; text-align: center; padding: 1em; }
    .indent-1 { padding-left: 1.7em; }
    .indent-2 { padding-left: 2.9em; }
    .indent-3 { padding-left: 4.1em; }
    .indent-4 { padding-left: 5.3em; }
    .dense table { font-size: 0.76em; }
    .dense th, .dense td { padding: 0.36em 0.42em; }
    .table, .form { margin: 1.3em 0 1.5em; }
    .narrow table { width: auto; min-width: 60%; }
    .table-note { margin: -1em 0 1.6em; font-family: var(--sans); font-size: 0.78em; color: var(--muted); }
    .form { border-top: 2px solid var(--strong-rule); border-bottom: 2px solid var(--strong-rule);
      font-size: 0.9em; }
    .form th { width: 34%; background: var(--tint); font-weight: 600; }
    .form th, .form td { border-bottom: 1px solid var(--rule); }
    .form tr:last-child > * { border-bottom: 0; }

    .callout { margin: 1.2em 0; padding: 0.7em 1em; border-left: 4px solid var(--accent);
      background: var(--tint); }
    .callout p { margin: 0; }
    .callout-label { font-family: var(--sans); font-size: 0.82em; font-weight: 700; color: var(--accent); }
    .callout-key { border: 1px solid var(--accent); border-left: 4px solid var(--accent); }
    .callout-warning { border-color: var(--warning); background: var(--warning-tint); }
    .callout-warning .callout-label { color: var(--warning); }
    .callout-placeholder { border: 1px dashed var(--gap); border-left: 4px solid var(--gap);
      background: var(--gap-tint); }
    .callout-placeholder .callout-label { color: var(--gap); }
    .drawn { margin: 1.4em 0 1.6em; }
    .drawn figcaption { font-family: var(--sans); font-size: 0.89em; font-weight: 600; }
    .drawn-from { font-weight: 400; color: var(--muted); white-space: nowrap; }
    .drawing { margin-bottom: 0.4em; }
    .drawing svg { display: block; width: 100%; height: auto; font-family: var(--sans);
      font-variant-numeric: tabular-nums lining-nums; }
    .quote { margin: 1.2em 0 1.2em 1.5em; padding-left: 1em; border-left: 2px solid var(--rule); }
    .quote blockquote, .quote p { margin: 0; font-style: italic; }
    .quote figcaption { margin-top: 0.3em; font-family: var(--sans); font-size: 0.84em; color: var(--muted); }
    .definitions div { display: grid; grid-template-columns: 10em minmax(0, 1fr); gap: 0.2em 1em; padding: 0.3em 0;
      border-bottom: 1px solid var(--rule); break-inside: avoid; }
    .definitions dt { font-family: var(--sans); font-weight: 600; }
    .definitions dd { margin: 0; }
    .footnotes { margin-top: 1.6em; padding: 0.6em 0 0 1.6em; border-top: 1px solid var(--rule); font-size: 0.84em; }
    sup { line-height: 0; }
    sup a { text-decoration: none; }
    .legend { font-size: 0.9em; color: var(--muted); }

    """

  private static let screen = """
    @media screen {
      body { font-size: 1.0625rem; }
      .cover, .contents, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1.5rem; }
      .cover { padding-top: 4.5rem; padding-bottom: 1rem; }
      .cover h1 { font-size: clamp(1.8rem, 1.2rem + 2.6vw, 2.7rem); }
      .cover-head { margin-bottom: 2.5rem; }
      .cover-facts { font-size: 0.95rem; }
      main > p, main > ul, main > ol, main > .quote, main > .callout { max-width: 44rem; }
      main { padding-bottom: 3rem; }
      main:focus { outline: none; }
      :target { scroll-margin-top: 1rem; }
      .table, .drawing { overflow-x: auto; }
      .drawing svg { max-width: 44rem; }
      .table:focus-visible, .drawing:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
      .data tbody tr:hover > * { background: var(--tint); }
      footer { padding-top: 1rem; padding-bottom: 3rem; border-top: 1px solid var(--rule);
        color: var(--muted); font-family: var(--sans); font-size: 0.85rem; }
    }
    @media screen and (max-width: 44rem) {
      body { font-size: 1rem; }
      .cover, .contents, main, footer { padding-left: 1rem; padding-right: 1rem; }
      .cover { padding-top: 2.2rem; }
      .cover-facts div { grid-template-columns: minmax(0, 1fr); gap: 0; }
      .contents .level-2, .contents .level-3, .contents .level-4 { padding-left: 1.2em; }
      .table table { min-width: var(--least-width); }
      .caption-text { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
      .row-headers tbody th:not([colspan]), .row-headers thead th:first-child { position: sticky; left: 0;
        z-index: 1; }
      .row-headers tbody tr:not([class]) th { background: var(--paper); }
      .narrow table { width: 100%; min-width: 0; }
      .drawing svg { min-width: 34rem; }
      .form th { width: 42%; }
      .definitions div { grid-template-columns: minmax(0, 1fr); }
      .quote { margin-left: 0; }
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181d; --ink: #e4e7eb; --muted: #a4adb8; --accent: #9cc4f0; --rule: #38414c;
        --strong-rule: #6f93ba; --tint: #1c2229; --group: #242c36; --warning: #f0bd71;
        --warning-tint: #2b2316; --gap: #f0a3a8; --gap-tint: #2d1b1e;
        \(InkColour.variables(isDark: true))
      }
    }

    """

  private static let print = """
    @page { size: A4; margin: 24mm 20mm 22mm;
      @top-left { font: 8pt "Noto Sans", Arial, "Liberation Sans", sans-serif; color: #545c66;
        padding-bottom: 4mm; vertical-align: bottom; width: 75%; text-align: left; }
      @top-right { font: 8pt "Noto Sans", Arial, "Liberation Sans", sans-serif; color: #545c66;
        padding-bottom: 4mm; vertical-align: bottom; text-align: right; }
      @bottom-left { font: 8pt "Noto Sans", Arial, "Liberation Sans", sans-serif; color: #545c66;
        padding-top: 4mm; vertical-align: top; }
      @bottom-right { font: 8pt "Noto Sans", Arial, "Liberation Sans", sans-serif; color: #545c66;
        padding-top: 4mm; vertical-align: top; }
    }
    @page landscape { size: A4 landscape; }
    @media print {
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { font-size: 10.5pt; line-height: 1.45; hyphens: auto; }
      p { orphans: 3; widows: 3; }
      h2, h3, h4, h5 { break-after: avoid; hyphens: manual; }
      h2 { margin-top: 1.6em; }
      a { color: inherit; text-decoration: none; }
      .skip-link, footer { display: none; }
      .cover { min-height: 250mm; display: flex; flex-direction: column; justify-content: space-between;
        padding-top: 48mm; break-after: page; }
      .cover h1 { font-size: 27pt; }
      .cover-facts { font-size: 10pt; }
      .contents { break-after: page; }
      .contents h2 { margin-top: 0; }
      /* Pages in the contents, where the browser can; Chromium cannot, and leaves the last declaration out. */
      .contents a { display: block; }
      .contents .section-number { display: inline-block; margin-right: 0.6em; }
      .contents .contents-text { display: inline; }
      .contents .contents-text::after { content: none; }
      .contents a::after { content: leader(dotted) target-counter(attr(href), page); }
      .table { overflow: visible; }
      .drawing svg { width: 480pt; max-width: 100%; }
      .part-landscape .drawing svg { width: auto; max-height: 145mm; }
      table { hyphens: manual; }
      thead { display: table-header-group; }
      tr, .callout, .quote, .drawn, li { break-inside: avoid; }
      .long-row { break-inside: auto; }
      caption, thead, .group { break-after: avoid; }
      .table-note { break-before: avoid; }
      tbody tr:nth-child(2), tbody tr:nth-last-child(-n+2), .definitions div:last-child { break-before: avoid; }
      .landscape, .part-landscape { page: landscape; }
      .page-break { break-after: page; }
    }

    """
}
