// A real VS Code for the Web, as vscode.dev runs it: the workbench out of code-server's files, served without any remote host. The extension
// host is a web worker of the browser, and the workspace a file system in its memory.
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureCodeServer, quietSettings } from './vscode-server.mjs';

/** Where the workspace lies in its file system. */
const workspacePath = '/workspace';

const types = new Map(
  Object.entries({
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.css': 'text/css',
    '.html': 'text/html',
    '.json': 'application/json',
    '.wasm': 'application/wasm',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.ttf': 'font/ttf',
    '.woff2': 'font/woff2',
  }),
);

/** code-server's workbench keeps user data on a remote host, and connects to one: here neither is there. */
const changes = [
  ['P.file(this.userDataPath).with({scheme:J.vscodeRemote})', 'P.file("/").with({scheme:J.vscodeUserData})'],
  [',remoteAuthority:location.host}', '}'],
];

/** VS Code's own extensions that have a part for the browser and are of use here. */
const builtIn = ['theme-defaults', 'theme-seti', 'python', 'notebook-renderers', 'json', 'markdown-basics'];

/**
 * Serves VS Code for the Web on the loopback address. `extension` is the folder of an unpacked VSIX, `folder` what the workspace holds when
 * a page is loaded; what a page writes is gone with it. `isFixed` makes the workspace read-only.
 */
export async function startVscodeWeb({ extension, folder, settings = {}, port = 0, isFixed = false }) {
  const { entry } = ensureCodeServer();
  const vscode = join(entry, '..', '..', '..', 'lib', 'vscode');
  const ownFiles = fileURLToPath(new URL('web-files', import.meta.url));
  const roots = [
    ['/vs/', vscode],
    ['/extension/', extension],
    ['/web-files/', ownFiles],
    [`/files${workspacePath}/`, folder],
  ];
  const extensions = builtIn.filter((name) => existsSync(join(vscode, 'extensions', name, 'package.json')));
  let origin = '';

  const page = async () => {
    const { host } = new URL(origin);
    const at = (path) => ({ scheme: 'http', authority: host, path });
    const configuration = {
      userDataPath: '/data',
      isEnabledFileDownloads: true,
      isEnabledFileUploads: true,
      isEnabledCoderGettingStarted: false,
      folderUri: { scheme: isFixed ? 'web-files-fixed' : 'web-files', path: workspacePath },
      additionalBuiltinExtensions: [
        ...extensions.map((name) => at(`/vs/extensions/${name}`)),
        at('/extension'),
        at('/web-files'),
      ],
      productConfiguration: {
        enableTelemetry: false,
        extensionEnabledApiProposals: { 'test.web-files': ['fileSearchProvider'] },
        webviewContentExternalBaseUrlTemplate: `${origin}/vs/out/vs/workbench/contrib/webview/browser/pre/`,
        webEndpointUrlTemplate: `${origin}/vs`,
      },
      configurationDefaults: { ...quietSettings, ...settings },
    };
    const messages = '/vs/out/nls.messages.js';
    const values = new Map(
      Object.entries({
        WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replace(/&/g, '&amp;').replace(/"/g, '&quot;'),
        WORKBENCH_WEB_BASE_URL: '/vs',
        VS_BASE: '/vs',
        WORKBENCH_NLS_FALLBACK_URL: messages,
        WORKBENCH_NLS_URL: messages,
        WORKBENCH_SCRIPT_NONCE: '1',
      }),
    );
    const html = await readFile(join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
    return html.replace(/\{\{(\w+)\}\}/g, (_, name) => values.get(name) ?? '');
  };

  const answer = async (path, response) => {
    const send = (type, body) => {
      response.setHeader('content-type', type);
      response.end(body);
    };
    if (path === '/') return send('text/html', await page());
    if (path === '/files.json') return send('application/json', JSON.stringify(await filesBelow(folder)));
    const [start, root] = roots.find(([prefix]) => path.startsWith(prefix)) ?? [];
    if (root === undefined) throw new Error('no such place');
    const file = join(root, path.slice(start.length));
    if (relative(root, file).startsWith('..')) throw new Error('outside of its folder');
    const body = await readFile(file);
    return send(
      types.get(extname(file)) ?? 'application/octet-stream',
      path.endsWith('/workbench/workbench.js') ? withChanges(body.toString()) : body,
    );
  };

  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*').setHeader('cross-origin-resource-policy', 'cross-origin');
    const path = decodeURIComponent(new URL(request.url ?? '/', origin).pathname);
    answer(path, response).catch(() => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  return {
    origin,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function withChanges(workbench) {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`this code-server's workbench is another one: it lacks ${from}`);
    return text.replace(from, to);
  }, workbench);
}

/** The files below a folder, as paths of the workspace. */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${workspacePath}/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}
