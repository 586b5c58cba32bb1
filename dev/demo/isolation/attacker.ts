import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Docker from 'dockerode';
import { ATTEMPTS, barrierAt, Attempt, Scene } from '../../../examples/isolation/attempts';
import { Combination } from '../../../examples/isolation/combinations';

/** The result of an attempt, and the attacker's report of it. */
export interface Outcome {
  readonly attempt: Attempt;
  readonly combination: Combination;
  readonly result: 'succeeded' | 'stopped' | 'not tried';
  readonly detail: string;
}

// The attacker brings its own program, since the image contains none.
const PROGRAM = readFileSync(join(__dirname, '../../../examples/isolation/attacker/attack.pl'), 'utf8');

const SUCCEEDED = 0;
const FAILED = 10;

/** In milliseconds. A sandbox that has reached a limit may hang instead of ending. */
const TIMEOUT = 30_000;

/** Makes all attempts at one combination, one after the other, from inside the attacker's container. */
export async function attemptAll(attacker: Docker.Container, combination: Combination, scene: Scene): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const attempt of ATTEMPTS) outcomes.push({ attempt, combination, ...await make(attempt, attacker, combination, scene) });
  return outcomes;
}

/** Returns the attempts that succeeded although the policy or the stack forbids them. */
export function escaped(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ attempt, combination, result }) => result === 'succeeded' && barrierAt(attempt, combination) !== undefined);
}

async function make(
  attempt: Attempt, attacker: Docker.Container, combination: Combination, scene: Scene,
): Promise<Pick<Outcome, 'result' | 'detail'>> {
  if (attempt.isGreedy && barrierAt(attempt, combination) === undefined) return { result: 'not tried', detail: 'nothing would stop it' };
  if (attempt.needs !== undefined && scene[attempt.needs].length === 0) return { result: 'not tried', detail: 'there is no target' };
  const args = attempt.arguments?.(scene) ?? [];

  const { exitCode, output } = await exec(attacker, 'perl', '-e', PROGRAM, attempt.name, ...args);
  if (attempt.isGreedy) await attacker.restart({ t: 0 });
  if (exitCode === SUCCEEDED) return { result: 'succeeded', detail: output };
  if (exitCode === FAILED) return { result: 'stopped', detail: output };
  if (attempt.isGreedy) return { result: 'stopped', detail: 'it was killed' };
  throw new Error(`The attempt \`${attempt.name}\` does not work: it ended with ${exitCode} and printed: ${output}`);
}

/** Runs a program in a container. There is no exit code if the container is killed in the meantime, or hangs. */
async function exec(container: Docker.Container, ...command: string[]): Promise<{ exitCode?: number; output: string }> {
  try {
    const execution = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
    const stream = await execution.start({});
    const text = new PassThrough();
    const chunks: Buffer[] = [];
    text.on('data', (chunk: Buffer) => chunks.push(chunk));
    container.modem.demuxStream(stream, text, text);
    await Promise.race([
      new Promise((resolve) => stream.on('end', resolve).on('error', resolve)),
      new Promise((resolve) => setTimeout(resolve, TIMEOUT).unref()),
    ]);
    stream.destroy();
    const { ExitCode: exitCode } = await execution.inspect();
    return { exitCode: exitCode ?? undefined, output: Buffer.concat(chunks).toString().trim() };
  } catch (error) {
    return { output: (error as Error).message };
  }
}
