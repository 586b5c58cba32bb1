import { removeLeftovers } from '../../../../provider/resources/network/ipv6/other-network';
import { FakeEngine } from '../../engine/fake-engine';

let fake: FakeEngine;
beforeEach(async () => { fake = await new FakeEngine().start(); });
afterEach(() => fake.stop());

test('what proofs from other folders left goes when it is old', async () => {
  fake.answer = ({ method, url = '' }, response) => {
    const answer = url.includes('/info') ? { SystemTime: '2026-01-01T12:00:00.5Z' } : url.includes('/containers/') ? [] : [
      { Id: 'old', Name: 'a', Created: '2026-01-01T11:30:00.123456789+01:00' },
      { Id: 'new', Name: 'b', Created: '2026-01-01T11:30:00.123456789Z' },
    ];
    response.setHeader('Content-Type', 'application/json').end(method === 'GET' ? JSON.stringify(answer) : '');
  };
  await removeLeftovers(fake.connect());
  expect(fake.asked.filter((request) => request.startsWith('DELETE'))).toEqual([expect.stringContaining('/networks/old')]);
});
