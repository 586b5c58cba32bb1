import { readResult } from '../../../../../provider/resources/container/operations/result';
import { FakeEngine } from '../../../engine/fake-engine';
import { modelOf } from '../support';

const [FILES, OWN] = ['f', 'a'].map((letter) => letter.repeat(64));

const JOB = {
  Id: 'job',
  Name: '/job',
  Image: 'busybox',
  State: { Running: false, ExitCode: 0, Status: 'exited' },
  Config: {},
  HostConfig: { VolumesFrom: ['job-berth-files:ro'] },
  NetworkSettings: { Networks: {} },
  Mounts: [
    { Type: 'volume', Name: FILES, Source: '', Destination: '/run/secrets', RW: false },
    { Type: 'volume', Name: OWN, Source: '', Destination: '/data', RW: true },
  ],
};

let fake: FakeEngine;

beforeEach(async () => {
  fake = await new FakeEngine().start();
  fake.answer = ({ method }, response) => {
    if (method === 'DELETE') response.writeHead(204).end();
    else response.end(JSON.stringify(JOB));
  };
});

afterEach(() => fake.stop());

test.each([
  ['keeps its own volumes', false, ['/containers/job?force=true&v=false', `/volumes/${FILES}`]],
  ['keeps none', true, ['/containers/job?force=true&v=true']],
])('a job that is removed at its end and %s leaves no volume with a secret', async (_, removesVolumes, expected) => {
  const job = modelOf({
    name: 'job',
    image: 'busybox',
    attach: true,
    rm: true,
    read_only: true,
    remove_volumes: removesVolumes,
    secret_file: [{ file: '/run/secrets/token' }],
  });
  await readResult({ client: fake.connect(), warn: () => undefined }, 'job', job);
  expect(fake.asked.filter((asked) => asked.startsWith('DELETE'))).toEqual(expected.map((path) => `DELETE /v1.41${path}`));
});
