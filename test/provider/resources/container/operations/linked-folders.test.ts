import { linkedTargets } from '../../../../../provider/resources/container/operations/linked-folders';
import { FakeEngine } from '../../../engine/fake-engine';

let fake: FakeEngine;

beforeEach(async () => {
  fake = await new FakeEngine().start();
});

afterEach(() => fake.stop());

const FOLDER = 0x80000000;
const LINK = 0x8000000;

/** @param links  what is a link in the container, and where it leads. Below /new, nothing exists */
function answerWith(links: Readonly<Record<string, string>>): void {
  fake.answer = (request, response) => {
    const path = new URL(request.url!, 'http://engine').searchParams.get('path')!;
    const stat = { mode: path in links ? LINK : FOLDER, linkTarget: links[path] ?? '' };
    return response.writeHead(path.startsWith('/new') ? 404 : 200, {
      'X-Docker-Container-Path-Stat': Buffer.from(JSON.stringify(stat)).toString('base64'),
    }).end();
  };
}

test('the paths that lead elsewhere are those with a link in any part', async () => {
  answerWith({ '/x': '/sys', '/srv/link': '/proc/sys' });
  expect(await linkedTargets(fake.connect(), 'web', ['/x/fs', '/x', '/srv/data', '/srv/link', '/new/folder'])).toEqual([
    { path: '/x/fs', target: '/sys/fs' }, { path: '/x', target: '/sys' }, { path: '/srv/link', target: '/proc/sys' },
  ]);
});

test('without links, each part is asked for once', async () => {
  answerWith({});
  expect(await linkedTargets(fake.connect(), 'web', ['/srv/a', '/srv/b'])).toEqual([]);
  expect(fake.asked.filter((asked) => asked.startsWith('HEAD')).sort()).toEqual(
    ['/srv', '/srv/a', '/srv/b'].map((path) => `HEAD /v1.41/containers/web/archive?path=${encodeURIComponent(path)}`));
});
