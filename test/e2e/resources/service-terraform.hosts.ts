import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeOutside, inspected, Json, tasksOf } from './service-on-engine';
import { changes } from './terraform-container';
import { waitUntil } from '../../../dev/machine/wait-until';
import { NamespacedEngine } from '../support/namespaced-engine';
import { startSwarm } from '../support/swarm-engine';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const ADDRESS = 'docker_service.web';
const NAME = 'e2e-web';
const newWorkspace = workspacePerTest();

let engine: NamespacedEngine;

beforeAll(async () => { engine = await startSwarm('e2e-tf-services'); });
afterEach(async () => {
  for (const { ID: id } of await engine.docker.listServices() as { ID: string }[]) await engine.docker.getService(id).remove();
  await waitUntil('no container is left', async () => (await engine.docker.listContainers({ all: true })).length === 0);
});
afterAll(() => engine.remove());

/** What a service is like that runs. */
interface Wanted {
  readonly image?: string;
  readonly command?: string;
  /** Further attributes of `container_spec`, and further blocks and attributes of the resource, as HCL. */
  readonly container?: string;
  readonly more?: string;
  readonly replicas?: number;
  /** Further resources. */
  readonly beside?: string;
}

const RUN = 'exec sleep 100000';

function hcl({ image = 'busybox:latest', command = RUN, container = '', more = '', replicas = 2, beside = '' }: Wanted = {}): string {
  return `
    provider "docker" {
      host = "${engine.address}"
    }
    resource "docker_service" "web" {
      name = "${NAME}"
      task_spec {
        container_spec {
          image             = "${image}"
          command           = ["sh", "-c", "${command}"]
          stop_grace_period = "0s"
          ${container}
        }
        restart_policy {
          delay = "100ms"
        }
      }
      mode {
        replicated {
          replicas = ${replicas}
        }
      }
      converge_config {
        delay   = "200ms"
        timeout = "1m"
      }
      ${more.includes('update_config') ? '' : 'update_config {\n monitor = "500ms"\n }'}
      ${more}
    }
    ${beside}`;
}

async function applied(configuration: string): Promise<Workspace> {
  const terraform = await newWorkspace(configuration);
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await changes(terraform)).toEqual({});
  return terraform;
}

/** Applies again, which repairs, and requires an empty plan afterwards. */
async function repaired(terraform: Workspace, action: readonly string[]): Promise<void> {
  expect(await changes(terraform)).toEqual({ [ADDRESS]: action });
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await changes(terraform)).toEqual({});
}

async function running(): Promise<number> {
  const tasks = await tasksOf(engine.docker, NAME);
  return tasks.filter(({ DesiredState: desired, Status: status }) => desired === 'running' && (status as Json).State === 'running').length;
}

const containerSpec = async () => ((await inspected(engine.docker, NAME)).Spec.TaskTemplate as Json).ContainerSpec as Json;

test('an apply creates a service, the second plan is empty, and a destroy leaves nothing', async () => {
  const terraform = await applied(hcl());
  expect(await running()).toBe(2);
  expect((await terraform.state())[ADDRESS]).toMatchObject({ running_tasks: 2, desired_tasks: 2 });
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await engine.docker.listServices()).toEqual([]);
  expect(await engine.docker.listContainers({ all: true })).toEqual([]);
  expect(await engine.docker.listTasks()).toEqual([]);
});

test('a destroy of a job leaves nothing', async () => {
  const mode = 'mode {\n replicated_job {\n total_completions = 2\n }\n }';
  const job = (command: string) => hcl({ command }).replace(/mode \{[^]*?\}\s*\}/, mode).replace(/update_config \{[^]*?\}/, '');
  const terraform = await applied(job('exit 0'));
  terraform.configure(job(RUN).replace('converge_config {', 'wait = false\n#').replace(/#[^]*?\}/, ''));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  await waitUntil('it runs', async () => (await engine.docker.listContainers()).length > 0);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await engine.docker.listContainers({ all: true })).toEqual([]);
});

describe('what somebody else does is seen and repaired:', () => {
  const CHANGES: Readonly<Record<string, (spec: Json) => void>> = {
    'docker service scale': (spec) => { spec.Mode = { Replicated: { Replicas: 3 } }; },
    'docker service update --image': (spec) => { containerIn(spec).Image = 'busybox:other'; },
    'docker service update --env-add': (spec) => { containerIn(spec).Env = ['A=1']; },
    'docker service update --label-add': (spec) => { spec.Labels = { a: '1' }; },
    'docker service update --limit-memory': (spec) => { (spec.TaskTemplate as Json).Resources = { Limits: { MemoryBytes: 16_777_216 } }; },
    'docker service update --publish-add': (spec) => {
      spec.EndpointSpec = { Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'host' }] };
    },
    'docker service update --constraint-add': (spec) => {
      (spec.TaskTemplate as Json).Placement = { Constraints: ['node.role==manager'] };
    },
    'docker service update --update-parallelism': (spec) => { (spec.UpdateConfig as Json).Parallelism = 2; },
    'docker service update --restart-condition': (spec) => { ((spec.TaskTemplate as Json).RestartPolicy as Json).Condition = 'none'; },
  };
  const containerIn = (spec: Json) => (spec.TaskTemplate as Json).ContainerSpec as Json;
  const comparable = ({ Spec: { TaskTemplate: task, ...spec } }: { readonly Spec: Json }) => {
    const { ForceUpdate: _, ...rest } = task as Json;
    return { ...spec, TaskTemplate: rest };
  };

  test('each change of the specification', async () => {
    const terraform = await applied(hcl());
    const before = comparable(await inspected(engine.docker, NAME));
    for (const [name, change] of Object.entries(CHANGES)) {
      await changeOutside(engine.docker, NAME, change);
      expect([name, await changes(terraform)]).toEqual([name, { [ADDRESS]: ['update'] }]);
      expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
      expect([name, JSON.parse(JSON.stringify(comparable(await inspected(engine.docker, NAME))))]).toEqual([name, before]);
    }
    expect(await changes(terraform)).toEqual({});
    expect(await running()).toBe(2);
  });

  test('docker service update --force is no change', async () => {
    const terraform = await applied(hcl());
    await changeOutside(engine.docker, NAME, (spec) => { (spec.TaskTemplate as Json).ForceUpdate = 1; });
    expect(await changes(terraform)).toEqual({});
  });

  test('docker service rm', async () => {
    const terraform = await applied(hcl());
    await engine.docker.getService(NAME).remove();
    await waitUntil('its containers are gone', async () => (await engine.docker.listContainers({ all: true })).length === 0);
    await repaired(terraform, ['create']);
    expect(await running()).toBe(2);
  });
});

test('an image that is missing fails the apply with the error of the tasks, and the next apply goes on', async () => {
  const terraform = await newWorkspace(hcl({ image: 'nosuch:1' }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{
    severity: 'error',
    summary: `Service "${NAME}" does not run: its tasks end`,
    detail: expect.stringContaining('rejected: No such image: nosuch:1') as string,
    address: ADDRESS,
  }]);
  terraform.configure(hcl());
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await changes(terraform)).toEqual({});
});

test('an update that is rolled back is an error that says so, and the next plan shows the change again', async () => {
  const more = `
    update_config {
      monitor        = "2s"
      failure_action = "rollback"
    }
    rollback_config {
      monitor = "500ms"
    }`;
  const terraform = await applied(hcl({ more }));
  terraform.configure(hcl({ more, command: 'echo it is broken; exit 3' }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{
    summary: `Service "${NAME}" was rolled back: the old specification runs`,
    detail: expect.stringMatching(/non-zero exit \(3\)[^]*it is broken[^]*the next plan shows the difference/) as string,
  }]);
  expect((await terraform.state())[ADDRESS]).toMatchObject({
    update_state: 'rollback_completed', task_spec: [{ container_spec: [{ command: ['sh', '-c', RUN] }] }],
  });
  expect(await changes(terraform)).toEqual({ [ADDRESS]: ['update'] });
  terraform.configure(hcl({ more }));
  expect(await changes(terraform)).toEqual({});
  expect(await running()).toBe(2);
});

test('secrets and configs with another content are other ones, which the tasks get before the old ones are removed', async () => {
  const container = `
    secrets {
      secret_id   = docker_secret.key.id
      secret_name = docker_secret.key.engine_name
      file_name   = "key"
    }
    configs {
      config_id   = docker_config.page.id
      config_name = docker_config.page.engine_name
      file_name   = "/page"
    }`;
  const beside = (content: string) => ['docker_secret" "key', 'docker_config" "page'].map((resource) => `
    resource "${resource}" {
      name          = "e2e-${resource.split(' ')[0]!.replace(/\W/g, '')}"
      data          = base64encode("${content}")
      random_suffix = true
      lifecycle {
        create_before_destroy = true
      }
    }`).join('\n');
  const terraform = await applied(hcl({ container, beside: beside('one') }));
  const { Secrets: [before] } = await containerSpec() as { Secrets: [Json] };
  terraform.configure(hcl({ container, beside: beside('two') }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await changes(terraform)).toEqual({});
  const { Secrets: [after] } = await containerSpec() as { Secrets: [Json] };
  expect(after.SecretID).not.toBe(before.SecretID);
  expect(await engine.docker.listSecrets()).toHaveLength(1);
  expect(await engine.docker.listConfigs()).toHaveLength(1);
  const [first] = await engine.docker.listContainers();
  const shown = await output(first!.Id, 'cat /run/secrets/key /page');
  expect(shown).toContain('twotwo');
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect([await engine.docker.listSecrets(), await engine.docker.listConfigs()]).toEqual([[], []]);
});

/** Runs a command in a container, and returns its output. */
async function output(id: string, command: string): Promise<string> {
  const exec = await engine.docker.getContainer(id).exec({ Cmd: ['sh', '-c', command], AttachStdout: true });
  const stream = await exec.start({});
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

test('an imported service plans no change, and what only the provider keeps changes nothing on the swarm', async () => {
  const first = await applied(hcl());
  const { Version: version } = await inspected(engine.docker, NAME);
  const plain = hcl().replace(/converge_config \{[^]*?\}/, '');
  const second = await newWorkspace(plain);
  await second.terraform('import', '-no-color', ADDRESS, NAME);
  expect(await changes(second)).toEqual({});
  second.configure(hcl());
  await repaired(second, ['update']);
  expect((await inspected(engine.docker, NAME)).Version).toEqual(version);
  await first.terraform('state', 'rm', ADDRESS);
});

test('a password is in no plan, no log, and no error', async () => {
  const password = 'correct-horse-battery';
  const more = `
    auth {
      server_address = "registry.example"
      username       = "bob"
      password       = "${password}"
    }`;
  const terraform = await newWorkspace(hcl({ more, image: 'nosuch:1' }), { env: { TF_LOG: 'TRACE', TF_LOG_PATH: 'trace.log' } });
  const plan = await terraform.terraform('plan', '-no-color', '-out=last.plan');
  const { ok, output: printed } = await terraform.applyLastPlan();
  expect(ok).toBe(false);
  const log = readFileSync(join(terraform.folder, 'trace.log'), 'utf8');
  expect(log.length).toBeGreaterThan(10_000);
  for (const text of [plan, printed, log]) {
    expect(text).not.toContain(password);
    expect(text).not.toContain(Buffer.from(password).toString('base64'));
  }
});
