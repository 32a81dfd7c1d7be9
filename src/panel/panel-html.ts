import { encodeSavedPanel, type TrainingTarget } from './saved-panel';

/** What the page is made of, as addresses that a webview may load. */
export interface PageAssets {
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Fresh for every page: only the script that carries it runs. */
  readonly nonce: string;
  /** VS Code's own, as `zh-cn`: the page has a table of texts for some. */
  readonly language: string;
}

/**
 * The panel's page. Its policy lets in one script by its nonce and style sheets from the extension, and nothing else: no inline
 * script or style, no image, no font, no connection. The toolkit tries whether the browser knows `:focus-visible` by an empty style
 * element, for which it looks up the nonce in the page; without it, it would draw focus rings on every click.
 */
export function panelHtml(
  { cspSource, scriptUri, styleUri, nonce, language }: PageAssets,
  target: TrainingTarget | null,
): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource} 'nonce-${nonce}';`;
  const saved = target === null ? '' : ` data-saved="${escaped(encodeSavedPanel(target))}"`;
  return `<!doctype html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta property="csp-nonce" content="${escaped(nonce)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${escaped(styleUri)}" />
    <title>Global Step</title>
  </head>
  <body>
    <main data-view="training"${saved}></main>
    <script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
  </body>
</html>
`;
}

/** 128 random bits in base64, as the policy wants them. */
export function makeNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
