import { likelySecrets } from '../../../provider/diagnostics/likely-secrets';

test.each<[string, readonly string[], readonly string[]]>([
  ['the value of an option', ['serve', '--password', 'swordfish', '--verbose'], ['swordfish']],
  ['the value of an option with "="', ['--api-key=swordfish'], ['swordfish']],
  ['the value of an option in a script', ['sh', '-c', 'app --token "sword fish" --port 8080'], ['sword fish']],
  ['a variable', ['DB_PASSWORD=sword fish & more'], ['sword fish & more', 'sword']],
  ['a variable before a command', ['sh', '-c', 'PGPASSWORD=swordfish psql'], ['swordfish psql', 'swordfish']],
  ['a variable in a continued line', ['sh', '-c', 'app && \\\n PASSWORD=sword\\\nfish run'], ['sword', 'swordfish']],
  ['a variable with a name in camel case', ['dbPassword=swordfish'], ['swordfish']],
  ['a variable in a script', ['CMD-SHELL', 'PGPASSWORD=swordfish; TOKEN=trustno1 check'], [
    'swordfish; TOKEN=trustno1 check', 'swordfish', 'trustno1',
  ]],
  ['a header in a script', ['curl -H "Authorization: swordfish" localhost'], ['swordfish']],
  ['the credentials of a header in a script', ['curl -H "Authorization: Bearer swordfish" localhost'], ['swordfish']],
  ['a header in the syntax of wget', ['--header=X-Auth-Token: swordfish'], ['swordfish']],
  ['a header with spaces in the syntax of wget', ['--header=X-Api-Key: sword fish'], ['sword fish', 'sword']],
  ['a header in the syntax of wget in a script', ['wget --header="Private-Token: swordfish" localhost'], ['swordfish']],
  ['such a header without quotes', ['wget --header=X-Auth-Token:\\ swordfish -q'], ['\\ swordfish', 'swordfish']],
  ['a header as an argument', ['-H', 'Private-Token: swordfish'], ['swordfish']],
  ['the parts of a cookie', ['--header=Cookie: lang=german; session=swordfish'], [
    'lang=german; session=swordfish', 'german', 'swordfish', 'lang=german',
  ]],
  ['a value in JSON', ['curl -d \'{"password": "swordfish", "name": "joe"}\''], ['swordfish']],
  ['a value in JSON that is quoted', ['sh', '-c', 'curl -d "{\\"password\\": \\"swordfish\\"}"'], ['swordfish']],
  ...['--rootpassword', '--dbpassword', 'DBPASSWORD', '-Ddb.password', 'MYSQLPWD', 'smtppass', 'rootpw', 'authtoken', 'clientsecret',
    'AWS_ACCESSKEY', 'MYPASSWORD', 'password2'].map((name): [string, string[], string[]] => (
    [`the value of ${name}`, [`${name}=swordfish`], ['swordfish']])),
  ['a short number with the name of a password', ['DB_PASSWORD=12345'], ['12345']],
  ['a short number of an option', ['--password', '1234'], ['1234']],
  ['a short value of a property', ['-Dpassword=abcd1'], ['abcd1']],
  ['a short number in a script', ['sh', '-c', 'app --pin=4711'], ['4711']],
  ['a short number in a URL', ['http://joe:12345@db'], ['12345']],
  ['the password in a URL', ['postgres://app:swordfish@db:5432/app'], ['swordfish']],
  ['the password of a user', ['curl', '-u', 'admin:swordfish'], ['swordfish']],
  ['a generated password', ['join', 'x7Kp2mQz9'], ['x7Kp2mQz9']],
  ['a generated password of letters', ['join', 'kJhGfDsAqW'], ['kJhGfDsAqW']],
  ['a long word', ['join', 'correcthorsebatterystaple'], ['correcthorsebatterystaple']],
  ['an argument with symbols of passwords', ['join', 'Tr0ub&dor'], ['Tr0ub&dor']],
  ['a digest', ['check', 'a3f5c9d1e7b24680'], ['a3f5c9d1e7b24680']],
])('%s is likely to be a secret', (_, entries, secrets) => {
  expect(likelySecrets(entries)).toEqual(secrets);
});

test.each([
  [['ngnix', '-g', 'daemon off;']], [['docker-entrypoint.sh', 'postgres']], [['/usr/local/bin/python3', '-m', 'http.server', '8080']],
  [['java', '-Xmx512m', '-cp', 'app.jar', 'com.example.MainClass']], [['redis-server', '/etc/redis6/redis.conf', '--maxmemory=1024mb']],
  [['sh', '-c', 'echo failing && exit 3 > /dev/null 2>&1']], [['CMD', 'wget', '-q', 'http://localhost:8080/health']],
  [['registry.example.com/team/web-app:v1.25.3']], [['--tls-key', '/etc/tls/server.key']], [['--token=$TOKEN', '--auth', 'none']],
  [['PATH=/usr/local/sbin:/usr/bin', 'LANG=en_US.UTF-8', 'PASSWORD_FILE=/run/secrets/db', 'LOG_LEVEL=INFO']], [['--password', '--verbose']],
  [['2001:db8::1', '10.0.0.1:5432', '00:11:22:33:44:55']], [['', 'NAME', '-', '--']], [['author=someone', 'keyboard=de']],
  [['bypass=localhost', 'compass=north', 'monkey=banana', 'hotkey=control', 'tokenizer=fast', 'secretary=joan', 'passenger=bob']],
  [['max_tokens=4096', '--key-size=2048', '--user', '1000:1000', 'TOKEN_TTL=60s', 'password=none', '--dbpassword=$DBPASSWORD']],
  [['--header=Accept: text/html', 'Host: web', '--label=a:b', '{"name": "web", "port": 8080}', 'pinned=true']],
  [['tag={{.Name}}/{{.ID}}', 'max-size=10m', 'mode=non-blocking', 'syslog-address=udp://10.0.0.1:514']],
])('what ordinary errors name is not: %j', (entries) => {
  expect(likelySecrets(entries)).toEqual([]);
});

test.each([
  ['x', 10_000_000], ['\\x', 10_000_000], ['"', 3_000_000], ['-a=b ', 1_000_000],
])('reads a value of many megabytes of %j', (part, times) => {
  const value = `${part.repeat(times)} --password=hunter2`;
  expect(likelySecrets([`A=${value}`])).toContain('hunter2');
});
