import * as vscode from 'vscode';

/** Where the pages about the rules are: in the extension itself, so that they are there without a network and fit its version. */
export class RuleDocs {
  private readonly folder: vscode.Uri;

  constructor(extensionUri: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(extensionUri, 'docs', 'rules');
  }

  /** The page of a rule. */
  uri(rule: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${rule}.md`);
  }
}
