import { type Markup, markup } from '../base/escape/markup';
import { encodeSavedPanel, type TrainingTarget } from './saved-panel';

/** What the page is made of, as addresses that a webview may load. */
export interface PageAssets {
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The table of that language's texts, which is loaded before the script; null for English. */
  readonly tableUri: string | null;
  /** Fresh for every page: only scripts that carry it run. */
  readonly nonce: string;
  /** VS Code's own, as `zh-cn`. */
  readonly language: string;
}

/**
 * The panel's page. Its policy lets in its scripts by their nonce and style sheets from the extension, and nothing else: no inline
 * script or style, no image, no font, no connection. The toolkit tries whether the browser knows `:focus-visible` by an empty style
 * element, for which it looks up the nonce in the page; without it, it would draw focus rings on every click.
 */
export function panelHtml(
  { cspSource, scriptUri, styleUri, tableUri, nonce, language }: PageAssets,
  target: TrainingTarget | null,
): Markup {
  const policy = contentPolicy(`script-src 'nonce-${nonce}'`, `style-src ${cspSource} 'nonce-${nonce}'`);
  const main =
    target === null
      ? markup`<main data-view="training"></main>`
      : markup`<main data-view="training" data-saved="${encodeSavedPanel(target)}"></main>`;
  const table = tableUri === null ? '' : markup`<script nonce="${nonce}" src="${tableUri}"></script>`;
  return markup`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${nonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${styleUri}" />
    <title>Global Step</title>
  </head>
  <body>
    ${main}
    ${table}<script nonce="${nonce}" src="${scriptUri}"></script>
  </body>
</html>
`;
}

/**
 * A page's policy: nothing but what the directives allow. A page without one for them could still be given another base for its addresses,
 * or send a form: neither falls back to `default-src`.
 */
export function contentPolicy(...directives: readonly string[]): string {
  return ["default-src 'none'", "base-uri 'none'", "form-action 'none'", ...directives].join('; ');
}

/** Gives a page to a webview: VS Code loads it anew. */
export function setPage(webview: { html: string }, page: Markup): void {
  webview.html = page.source;
}

/** 128 random bits in base64, as the policy wants them. */
export function makeNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
