import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';

/** Of the rules' pages: the manifest has VS Code show them rendered. */
const scheme = 'global-step-rule';

/** Where the pages about the rules are shown. */
export class RuleDocs {
  /** The page of a rule: a document that nobody can write, and that VS Code opens rendered. */
  uri(rule: string): vscode.Uri {
    return vscode.Uri.parse(`${scheme}:/${rule}.md`);
  }
}

/** Gives VS Code the pages' text: they are in the extension itself, so that they are there without a network and fit its version. */
export function registerRulePages(extensionUri: vscode.Uri): Disposable {
  // The folder of a translation is named after VS Code's language; of others, there is none.
  const translations = vscode.env.language === 'zh-cn' ? ['zh-cn'] : [];
  const folder = vscode.Uri.joinPath(extensionUri, 'docs', 'rules', ...translations);
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      // A page is named after a rule: nothing else is read.
      const [, name] = /^\/([a-z-]+\.md)$/.exec(path) ?? [];
      if (name === undefined) return null;
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
    },
  });
}
