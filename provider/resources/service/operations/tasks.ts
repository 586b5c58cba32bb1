import { indent, lastLines } from '../../../diagnostics/program-output';
import { Engine } from '../../../engine/engine';
import { readTaskLogs } from '../../../engine/logs';
import { shownNode, SwarmNode } from '../../../engine/swarm/nodes';
import { SwarmTask } from '../../../engine/swarm/tasks';

/** How much of the end of a task's output an error shows. */
const SHOWN = { lines: 20, characters: 16 * 1024 };

/** How many lines of it are searched for secrets. */
const SEARCHED_LINES = 5_000;

/** How long the swarm has to find the output of a task, in milliseconds: it asks the task's node, which may be down. */
const LOG_TIMEOUT = 10_000;

/** The states in which a task is as it should be. */
const FINE = ['running', 'complete', 'shutdown', 'remove'];

/** Describes the tasks that have a problem, one line for those with the same one: `3 tasks on node one: No such image: app:1`. */
export function summaries(tasks: readonly SwarmTask[], nodes: readonly SwarmNode[]): string[] {
  const names = new Map(nodes.map((node) => [node.ID, shownNode(node)]));
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const problem = problemOf(task);
    if (problem === undefined) continue;
    const place = task.NodeID ? ` on node ${names.get(task.NodeID) ?? task.NodeID}` : '';
    counts.set(`${place}: ${problem}`, (counts.get(`${place}: ${problem}`) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => `${count} ${count === 1 ? 'task' : 'tasks'}${text}`).sort();
}

/** Returns what keeps a task from running, as the swarm reports it. */
function problemOf({ Status: status }: SwarmTask): string | undefined {
  const { State: state = '', Err: error = '', Message: message = '', ContainerStatus: container } = status ?? {};
  if (error === '' && FINE.includes(state)) return state === 'complete' ? 'complete: its program has ended with exit code 0' : undefined;
  const code = container?.ExitCode;
  const exit = code && !error.includes(String(code)) ? ` (exit code ${code})` : '';
  return `${state}: ${error || message}${exit}`;
}

/** Describes the end of the output of the last task that failed, or returns "" if none has had any. Never throws. */
export async function lastTaskOutput(engine: Engine, tasks: readonly SwarmTask[]): Promise<string> {
  const ended = tasks.filter(
    ({ Status: status }) => ['failed', 'complete'].includes(status?.State ?? '') && status?.ContainerStatus?.ContainerID,
  );
  const last = [...ended].sort((one, other) => (one.Status!.Timestamp ?? '').localeCompare(other.Status!.Timestamp ?? '')).at(-1);
  if (last === undefined) return '';
  const tty = last.Spec?.ContainerSpec?.TTY === true;
  try {
    const { frames } = await readTaskLogs(engine, { id: last.ID, tty }, { stdout: true, stderr: true, tail: SEARCHED_LINES }, LOG_TIMEOUT);
    const lines = lastLines(Buffer.concat(frames.map(({ content }) => content)).toString(), SHOWN);
    return lines === '' ? 'The last task wrote no output.' : `The last lines of the output of the last task:\n${indent(lines)}`;
  } catch {
    // The error of the task says what happened.
    return '';
  }
}
