import { join, relative } from 'node:path';
import { CallbackTestRunner, OnTestFailure, OnTestStart, OnTestSuccess, Test } from 'jest-runner';
import { JestWorkerFarm, Worker } from 'jest-worker';
import { ownsEngine } from './engine';
import { ONLINE } from './online-suites';
import { MACHINE, namespaced, Place } from './place';

/** Jest's own program that runs one suite after the other. */
const PROGRAM = join(require.resolve('jest-runner'), '..', 'testWorker.js');

type TestResult = Parameters<OnTestSuccess>[1];
type TestWatcher = Parameters<CallbackTestRunner['runTests']>[1];

/** What that program offers. */
type Suites = {
  readonly worker: (suite: object) => Promise<TestResult>;
};

/**
 * Runs three suites at a time, on engines that share nothing. One line of suites needs the machine's engine, and goes on with a namespaced
 * one; the others use a namespaced engine only. So a suite always finds the same surroundings, whatever runs beside it.
 *
 * On an engine that the tests did not start, all suites run one after the other.
 */
export default class Runner extends CallbackTestRunner {
  public async runTests(
    tests: Test[], watcher: TestWatcher, onStart: OnTestStart, onResult: OnTestSuccess, onFailure: OnTestFailure,
  ): Promise<void> {
    /** Runs suites at a place until none is left. */
    const runAt = async (open: () => Promise<Place>, suites: Test[]) => {
      let suite = suites.shift();
      if (suite === undefined) return;
      const place = await open();
      const worker = this.workerAt(place, suite);
      try {
        for (; suite !== undefined && !watcher.isInterrupted(); suite = suites.shift()) {
          const test = suite;
          await onStart(test);
          await this.run(worker, test).then((result) => onResult(test, result), (error) => onFailure(test, error));
        }
      } finally {
        await worker.end();
        await place.remove();
      }
    };

    const onMachine = tests.filter((test) => !ownsEngine() || isOnline(test));
    const anywhere = tests.filter((test) => !onMachine.includes(test));
    const lines = await Promise.allSettled([
      runAt(async () => MACHINE, onMachine).then(() => runAt(() => namespaced('berth-e2e-1'), anywhere)),
      runAt(() => namespaced('berth-e2e-2'), anywhere),
      runAt(() => namespaced('berth-e2e-3'), anywhere),
    ]);
    for (const line of lines) if (line.status === 'rejected') throw line.reason;
  }

  private workerAt({ node }: Place, { context: { config, moduleMap } }: Test): JestWorkerFarm<Suites> {
    const worker = new Worker(PROGRAM, {
      exposedMethods: ['worker'],
      forkOptions: { execPath: node, serialization: 'json', stdio: 'pipe' },
      numWorkers: 1,
      setupArgs: [{ serializableResolvers: [{ config, serializableModuleMap: moduleMap.toJSON() }] }],
    }) as JestWorkerFarm<Suites>;
    worker.getStdout()?.pipe(process.stdout);
    worker.getStderr()?.pipe(process.stderr);
    return worker;
  }

  private run(worker: JestWorkerFarm<Suites>, { path, context: { config } }: Test): Promise<TestResult> {
    // The context would tell only for which files coverage is collected.
    return worker.worker({ path, config, globalConfig: this._globalConfig, context: {} });
  }
}

function isOnline({ path, context: { config } }: Test): boolean {
  const suite = relative(join(config.rootDir, 'test/e2e'), path);
  return ONLINE.some((start) => suite.startsWith(start));
}
