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
  // A translation is named after VS Code's language; of others, there is none.
  const file = vscode.env.language === 'zh-cn' ? 'rules.zh-cn.json' : 'rules.json';
  const read = async (): Promise<ReadonlyMap<string, string>> => {
    const text = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', file)),
    );
    return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
  };
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    // A page is named after a rule: `/growing-decay.md`.
    provideTextDocumentContent: async ({ path }) => (await read()).get(path.slice(1)) ?? null,
  });
}
