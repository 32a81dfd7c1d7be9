// The settings of the projects that files belong to: the nearest pyproject.toml with a table of ours.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { rules } from '../lint/registry';
import { decodeProjectSettings } from '../lint/settings/decode-project-settings';
import { excludedGlobs, projectFile, type ProjectSettings } from '../lint/settings/project-settings';

/** A project's settings, and the folder of their file. */
interface Project {
  readonly folder: string;
  readonly settings: ProjectSettings;
}

/** The ids of all rules. */
const ruleIds: readonly string[] = rules.map(({ id }) => id);

/** The projects of one command. Each file of settings is read once. */
export class Projects {
  /** By folder; null where neither it nor a folder above has settings. */
  private readonly known = new Map<string, Project | null>();
  /** What was wrong with settings, each with its file. */
  readonly problems: string[] = [];

  /** The settings that hold for a file; null where it has none. */
  settingsOf(path: string): ProjectSettings | null {
    return this.projectOf(dirname(resolve(path)))?.settings ?? null;
  }

  /** Whether a file's project leaves it alone. */
  isExcluded(path: string): boolean {
    const file = resolve(path);
    const project = this.projectOf(dirname(file));
    if (project === null || project.settings.exclude.length === 0) return false;
    const below = relative(project.folder, file).split(sep).join('/');
    return picomatch.isMatch(below, excludedGlobs(project.settings.exclude), { dot: true });
  }

  private projectOf(folder: string): Project | null {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const above = dirname(folder);
    const found = this.read(folder) ?? (above === folder ? null : this.projectOf(above));
    this.known.set(folder, found);
    return found;
  }

  private read(folder: string): Project | null {
    const file = join(folder, projectFile);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return null;
    }
    const { settings, problems } = decodeProjectSettings(text, ruleIds);
    this.problems.push(...problems.map((problem) => `${relative('.', file)}: ${problem}`));
    return settings === null ? null : { folder, settings };
  }
}
