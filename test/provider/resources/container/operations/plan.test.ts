import { Engine } from '../../../../../provider/engine/engine';
import { PlanContext } from '../../../../../provider/framework/resource';
import { fromModel } from '../../../../../provider/framework/schema/body-values';
import { Unknown, Value } from '../../../../../provider/framework/value/value';
import { schema } from '../../../../../provider/resources/container/fields/schema';
import { plan } from '../../../../../provider/resources/container/operations/plan';
import { modelOf } from '../support';

const job = { name: 'one', image: 'busybox:latest', attach: true, start: false, exit_code: 7 };

/** Plans to start a container, and returns the planned exit code. */
async function plannedExitCode(prior: object): Promise<Value | undefined> {
  const before = fromModel(schema, modelOf(prior));
  const after = { ...before, start: true } as { [name: string]: Value };
  await plan({ prior: before, config: after, planned: after, requireReplace: () => undefined } as unknown as PlanContext<Engine>);
  return after.exit_code;
}

test('the exit code is unknown if a job is started, and known if it is done and removed', async () => {
  expect(await plannedExitCode({ ...job, rm: false })).toBe(Unknown.PLAIN);
  expect(await plannedExitCode({ ...job, rm: true, exit_code: null })).toBe(Unknown.PLAIN);
  expect(await plannedExitCode({ ...job, rm: true })).toBe(7);
});

test('warns of a policy or exemptions that the plan does not show', async () => {
  const warnings: { summary: string; detail: string }[] = [];
  const planned = async (more: object) => {
    warnings.length = 0;
    const config = { ...fromModel(schema, modelOf(job)), ...more } as { [name: string]: Value };
    const context = { prior: null, config, planned: { ...config }, warn: (each: never) => warnings.push(each) };
    await plan(context as unknown as PlanContext<Engine>);
    return warnings.map(({ detail }) => /does not show (.*) of container "one"/.exec(detail)![1]);
  };
  expect(await planned({ isolation_policy: 'none@1' })).toEqual([]);
  expect(await planned({ isolation_policy: Unknown.PLAIN })).toEqual(['`isolation_policy`']);
  expect(await planned({ isolation_policy: 'none@1', isolation_exemptions: Unknown.PLAIN })).toEqual(['`isolation_exemptions`']);
});
