// Where text becomes something else: HTML, Markdown, a notification, a label, a terminal's line, code. Each is made in one place that
// escapes what it is given (`src/base/escape`); ESLint refuses it anywhere else.
import { relative } from 'node:path';

/** selector: what the syntax looks like; where: the files it is about; only: those that may; instead: what the others do; refused: examples. */
export const boundaries = [
  {
    selector: 'MemberExpression[property.name=/^(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    where: /^(?:src|webview)\//,
    only: [],
    instead: 'elements are made by webview/ui/dom.ts',
    refused: ['box.innerHTML = name;', "box.insertAdjacentHTML('beforeend', name);"],
  },
  {
    selector:
      'MemberExpression[property.name=/^(?:write|writeln)$/][object.name="document"], NewExpression[callee.name="DOMParser"]',
    where: /^webview\//,
    only: [],
    instead: 'elements are made by webview/ui/dom.ts',
    refused: ['document.write(name);', 'new DOMParser();'],
  },
  {
    selector: 'AssignmentExpression[left.property.name=/^(?:textContent|innerText)$/]',
    where: /^webview\//,
    only: ['webview/ui/dom.ts'],
    instead: 'setText makes visible what turns a line’s direction',
    refused: ['box.textContent = name;'],
  },
  {
    // `<` before a name, in a template that is not the tag's.
    selector:
      ':not(TaggedTemplateExpression) > TemplateLiteral > TemplateElement[value.raw=/<[/]?[a-z][^<>]*[>]|<[a-z][a-z0-9]* [a-z-]+="/]',
    where: /^(?:src|webview)\//,
    only: [],
    instead: 'HTML and SVG are made by the markup tag of src/base/escape/markup.ts, which escapes its parts',
    refused: ['const page = `<p>${name}</p>`;', 'const picture = `<text x="1">${name}`;'],
  },
  {
    selector: 'AssignmentExpression[left.property.name="html"]',
    where: /^src\//,
    only: ['src/panel/panel-html.ts'],
    instead: 'setPage of src/panel/panel-html.ts takes markup alone',
    refused: ['webview.html = name;'],
  },
  {
    selector:
      'MemberExpression[property.name="MarkdownString"], MemberExpression[property.name=/^(?:isTrusted|supportHtml|supportThemeIcons|appendMarkdown)$/]',
    where: /^src\//,
    only: ['src/editor/host/markdown-string.ts'],
    instead: 'Markdown for VS Code is made by src/editor/host/markdown-string.ts, of escaped parts',
    refused: ['const text = new vscode.MarkdownString(name);', 'text.isTrusted = true;', 'text.supportHtml = true;'],
  },
  {
    selector: 'TemplateElement[value.raw=/command:/], Literal[value=/^command:/]',
    where: /^src\//,
    only: ['src/editor/host/markdown-string.ts'],
    instead: 'links that run commands are made by src/editor/host/markdown-string.ts',
    refused: ['const link = `command:${name}`;', "const link = 'command:x';"],
  },
  {
    selector: 'MemberExpression[property.name=/^show(?:Information|Warning|Error)Message$/]',
    where: /^src\//,
    only: ['src/editor/host/notify.ts'],
    instead: 'notify of src/editor/host/notify.ts makes no link of what a text holds',
    refused: ['void vscode.window.showErrorMessage(name);', 'vscode.window.showInformationMessage(name);'],
  },
  {
    selector: 'MemberExpression[property.name=/^(?:setStatusBarMessage|createStatusBarItem)$/]',
    where: /^src\//,
    // Counts alone.
    only: ['src/editor/diagnostics/fix-all.ts', 'src/editor/calls/status-bar.ts'],
    instead: 'a label with a name in it is escaped by escapeLabel',
    refused: ['vscode.window.setStatusBarMessage(name);'],
  },
  {
    selector:
      'ConditionalExpression[test.operator="instanceof"][test.right.name="Error"][consequent.property.name="message"], CallExpression[callee.name="String"][arguments.0.name=/^(?:error|thrown|reason|cause)$/]',
    where: /^src\//,
    // Node words what is wrong with a command line for whoever wrote it; the errors of an engine and of a thread go to the log.
    only: [
      'src/cli/options.ts',
      'src/editor/engine/engine-worker.ts',
      'src/engine/engine.ts',
      'src/host/web/web-thread.ts',
    ],
    instead: 'spokenOf of src/base/spoken-error.ts keeps what JavaScript says of a defect from its users',
    refused: ['const text = error instanceof Error ? error.message : null;', 'const text = String(error);'],
  },
  {
    selector: 'CallExpression[callee.object.name="JSON"][callee.property.name="stringify"]',
    where: /^src\/cli\//,
    only: [],
    instead: 'escapeJson writes the same value without what a terminal or a CI obeys',
    refused: ['print(JSON.stringify(name));'],
  },
  {
    selector:
      'MemberExpression[object.name="console"], MemberExpression[object.name="process"][property.name=/^std(?:out|err)$/], CallExpression[callee.name=/^(?:writeSync|styleText)$/]',
    where: /^src\/(?!base\/)/,
    only: ['src/cli/main.ts'],
    instead: 'src/cli/main.ts writes to the terminal, what escapeTerminal or escapeJson made',
    refused: ['console.log(name);', 'process.stdout.write(name);', 'writeSync(1, name);'],
  },
  {
    selector: 'NewExpression[callee.name="Function"], CallExpression[callee.name=/^(?:Function|eval)$/]',
    where: /^(?:src|webview)\//,
    // A browser's extension host has no `require` of the extension's own files.
    only: ['src/tf1/compile/compile-step.ts', 'src/host/web/bundles.ts'],
    instead: 'code is generated by src/tf1/compile alone, of numbers and of names that it counts',
    refused: ['const run = new Function(name);', 'eval(name);'],
  },
];

/** ESLint's rule of the table: reports each syntax in files that it is about and that are no exception. */
export const boundaryRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll('\\', '/');
    const closed = boundaries.filter(({ where, only }) => where.test(file) && !only.includes(file));
    return Object.fromEntries(
      closed.map(({ selector, instead }) => [selector, (node) => context.report({ node, message: instead })]),
    );
  },
};
