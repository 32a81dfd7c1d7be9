import * as vscode from 'vscode';

/** Where the pages about the rules are: in the extension itself, so that they are there without a network and fit its version. */
export class RuleDocs {
  private readonly folder: vscode.Uri;

  constructor(extensionUri: vscode.Uri) {
    // The folder of a translation is named after VS Code's language; of others, there is none.
    const translations = vscode.env.language === 'zh-cn' ? ['zh-cn'] : [];
    this.folder = vscode.Uri.joinPath(extensionUri, 'docs', 'rules', ...translations);
  }

  /** The page of a rule. */
  uri(rule: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${rule}.md`);
  }
}
