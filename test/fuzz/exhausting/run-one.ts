import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** The most memory that the process held at once, in megabytes; 0 where the system does not say. */
  readonly peakMb: number;
  /** Why it was ended from outside, or null. */
  readonly ended: string | null;
}

/** What a process may take before it is ended. */
export interface Caps {
  /** Of processor time, where the system tells it: how long a program waits for a processor says nothing of it. */
  readonly seconds: number;
  readonly megabytes: number;
}

/** Often enough that no process gets far beyond its cap. */
const lookMs = 50;

/** The peak of a process's resident memory in kilobytes, as Linux tells it; 0 elsewhere, or once the process is gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Seconds of processor time that a process took, as Linux tells it (in ticks of 10 ms); 0 elsewhere, or once the process is gone. */
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** On a machine with nothing free a process waits longer than it works; one that waits so many times as long hangs. */
const mostWaiting = 4;

/** Runs a program of Node as a process of its own, and ends it where it takes more than it may. */
export function runCapped(args: readonly string[], caps: Caps): Promise<Outcome> {
  return new Promise((settle) => {
    const began = performance.now();
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr, peakKb] = ['', '', 0];
    let ended: string | null = null;
    child.stdout.on('data', (chunk: Buffer) => (stdout = (stdout + chunk.toString()).slice(-100_000)));
    child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-100_000)));
    const look = setInterval(() => {
      peakKb = Math.max(peakKb, peakOf(child.pid));
      const seconds = (performance.now() - began) / 1000;
      if (peakKb / 1024 > caps.megabytes) ended ??= `took more than ${caps.megabytes} MB`;
      if (processorSeconds(child.pid) > caps.seconds || seconds > caps.seconds * mostWaiting)
        ended ??= `took longer than ${caps.seconds} s`;
      if (ended !== null) child.kill('SIGKILL');
    }, lookMs);
    child.on('close', (status) => {
      clearInterval(look);
      settle({ status, stdout, stderr, seconds: (performance.now() - began) / 1000, peakMb: peakKb / 1024, ended });
    });
  });
}

/** Texts that only JavaScript or Node says, and a user must never read; a TypeError of Python's is another matter. */
const internal =
  /RangeError|ReferenceError|SyntaxError: |Invalid (?:array|typed array|string|count|code point)|Maximum call stack|call stack size|heap out of memory|FATAL ERROR|JavaScript heap|Allocation failed|could not be cloned|is not a function|(?<! object) is not iterable|Cannot (?:read|convert|mix|destructure|set prop)|\bundefined\b|\[object |\bat .*\.[cm]?js:\d+|BigInt|buffer allocation|WebAssembly|memory limit: JS heap|ended by itself/;

/** Python raises it too, but not for what these programs do. */
const typeError = /TypeError: (?!.*(?:got an unexpected|is missing|takes fewer))/;

/** Python's own sentences that hold such words. */
const pythons = /'[\w.]+' object is not iterable|argument of type '[\w.]+' is not iterable/g;

/** The first words of a text that no user may read, or null. */
export function internalIn(text: string): string | null {
  return internal.exec(text.replace(pythons, ''))?.[0] ?? null;
}

/** What is wrong with how a run ended, or null. */
export function faultOf({ status, stderr, stdout, ended }: Outcome, isDeep: boolean): string | null {
  if (ended !== null) return ended;
  if (status === null || status > 2) return `ended with status ${status ?? 'none'}: ${stderr.slice(-300)}`;
  const found = internalIn(stderr) ?? typeError.exec(stderr)?.[0] ?? null;
  if (found !== null) return `says "${found}": ${stderr.slice(0, 300)}`;
  if (!isDeep && /nests? too deep|nest deeper/.test(stderr)) return `is called too deep: ${stderr.slice(0, 300)}`;
  if (status !== 0 && stderr.trim() === '') return `ended with status ${status} and no word`;
  return status === 0 && stdout.trim() === '' ? 'trained nothing and says nothing' : null;
}
