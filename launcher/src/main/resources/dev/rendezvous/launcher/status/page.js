'use strict';

// Texts of the job are shown through textContent alone, so that they are never read as HTML.

const EACH = 1000;
const EACH_UNSEEN = 10000;
const TIMEOUT = 5000;
const SIGNALS = {1: 'HUP', 2: 'INT', 3: 'QUIT', 4: 'ILL', 6: 'ABRT', 7: 'BUS', 8: 'FPE', 9: 'KILL', 10: 'USR1', 11: 'SEGV', 12: 'USR2', 13: 'PIPE', 14: 'ALRM', 15: 'TERM'};
const CAUSES = {start: 'the run began', failed: 'a worker failed', drained: 'a node was drained', left: 'a node left',
  lost: 'a node was lost', joined: 'a node joined', restarted: 'a node started again'};
const PHASES = {new: 'starting', checking: 'checking the health of this node', cooling: 'not healthy, waits before the next check',
  joining: 'waiting for nodes', arranging: 'agreeing on ranks', running: 'running', stopping: 'stopping workers',
  pausing: 'pausing before a restart', finishing: 'done here, other nodes still work', ended: 'ended'};
const LOOKS = {running: ['live', '▶'], finishing: ['good', '✓'], joining: ['warn', '…'], cooling: ['bad', '!'], stopping: ['warn', '■'],
  pausing: ['warn', '‖']};

let last = null;
let lastText = '';
let lastAt = 0;
let ahead = 0;
let failures = 0;

const byId = id => document.getElementById(id);

function show(id, isShown) {
  byId(id).hidden = !isShown;
}

function say(id, text) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** An element with texts and elements in it. */
function make(name, style, ...content) {
  const element = document.createElement(name);
  if (style) {
    element.className = style;
  }
  element.append(...content.filter(part => part !== null && part !== '').map(part => typeof part === 'object' ? part : String(part)));
  return element;
}

function row(first, ...cells) {
  const head = make('th', typeof first === 'string' ? 'words' : '', first);
  head.scope = 'row';
  return make('tr', '', head, ...cells.map(cell => cell instanceof HTMLTableCellElement ? cell : make('td', '', ...[cell].flat())));
}

const plural = (count, one, many) => count + ' ' + (count === 1 ? one : many);
const time = text => new Date(text).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const now = () => last !== null && last.phase === 'ended' || failures > 0 ? Date.parse(last.time) : Date.now() + ahead;

function lasting(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const parts = [[Math.floor(seconds / 86400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']];
  const first = Math.max(0, parts.findIndex(part => part[0] > 0));
  return seconds === 0 ? (millis < 1000 && millis > 0 ? '< 1 s' : '0 s') : parts.slice(first, first + 2).filter(part => part[0] > 0).map(part => part.join(' ')).join(' ');
}

function exit(code) {
  const signal = SIGNALS[code - 128];
  return 'exit ' + code + (signal ? ' (' + signal + ')' : '');
}

function ranks(first, count) {
  return count === 1 ? String(first) : first + '–' + (first + count - 1);
}

/** What a round came to: words, a style, a sign. Another node's failure is told by the cause of the next round. */
function outcome(round, next) {
  if (!round.ended) {
    return last.phase === 'running' ? ['running', 'live', '▶'] : [PHASES[last.phase] || last.phase, 'live', '▶'];
  }
  if (round.failure) {
    return ['rank ' + round.failure.rank + ' failed: ' + exit(round.failure.code), 'bad', '✗'];
  }
  if (round.why === 'finished') {
    return ['done', 'good', '✓'];
  }
  if (round.why === 'changed') {
    const cause = next ? next.cause : '';
    return [CAUSES[cause] || 'the round changes', cause === 'failed' ? 'bad' : 'warn', cause === 'failed' ? '✗' : '↻'];
  }
  const words = {closed: 'the run was closed', backend: 'the backend was lost', ended: 'the agent ended', failed: 'a worker failed'};
  return [words[round.why] || 'stopped by ' + round.why, round.why.startsWith('signal') ? 'warn' : 'bad', '■'];
}

function figure(name, value, more) {
  return make('div', '', make('dt', '', name), make('dd', '', value, more ? make('small', '', ' ' + more) : null));
}

function showFigures() {
  const range = last.min_nodes === last.max_nodes ? 'of ' + last.min_nodes : 'of ' + last.min_nodes + ' to ' + last.max_nodes;
  const isWaiting = last.phase === 'joining';
  const world = last.members.reduce((sum, node) => sum + node.workers, 0);
  const others = isWaiting ? last.missing.length : last.waiting.length;
  byId('figures').replaceChildren(
    figure('Round', last.round === 0 ? '–' : last.round, ''),
    figure(isWaiting ? 'Nodes there' : 'Nodes', isWaiting ? (last.waiting.length || '–') : last.nodes, range),
    figure('Workers', world || '–', world ? 'in all' : ''),
    figure('Restarts', last.restarts, 'of ' + last.max_restarts),
    figure('Changes', last.changes, ''),
    figure(isWaiting ? 'Missing' : 'Spares', others, ''),
    figure('Backend', last.backend.name, last.backend.answers ? 'answers' : 'does not answer'));
}

function piece(round, next, to) {
  const [words, style, sign] = outcome(round, next);
  const millis = to - Date.parse(round.sealed);
  const element = make('span', 'piece ' + style + (round.ended ? '' : ' now'), make('span', '', round.round), make('span', '', sign));
  element.style.flexGrow = Math.max(1, millis);
  element.style.flexBasis = '0';
  element.title = 'round ' + round.round + ', ' + plural(round.nodes, 'node', 'nodes') + ', ' + lasting(millis) + ': ' + words;
  return element;
}

function showLine(rounds) {
  const pieces = [];
  rounds.forEach((round, index) => {
    const before = rounds[index - 1];
    if (before) {
      const pause = make('span', 'piece pause');
      pause.style.flexGrow = Math.max(1, Date.parse(round.sealed) - Date.parse(before.ended || round.sealed));
      pause.style.flexBasis = '0';
      pieces.push(pause);
    }
    pieces.push(piece(round, rounds[index + 1], round.ended ? Date.parse(round.ended) : now()));
  });
  const line = byId('line');
  line.replaceChildren(...pieces);
  line.scrollLeft = line.scrollWidth;
  const newest = rounds[rounds.length - 1];
  line.setAttribute('aria-label', 'Time line: ' + plural(rounds.length, 'round', 'rounds') + ' since ' + time(rounds[0].sealed)
    + '; the last: ' + outcome(newest, null)[0] + '. The table has the same.');
  say('from', time(rounds[0].sealed));
  say('to', newest.ended ? time(newest.ended) : 'now');
}

function names(sign, group) {
  if (group.count === 0) {
    return null;
  }
  const more = group.count - group.names.length;
  return make('small', '', sign + ' ' + group.names.join(', ') + (more > 0 ? ' and ' + more + ' more' : ''));
}

function roundRow(round, next) {
  const [words, style, sign] = outcome(round, next);
  const lasted = make('td', 'whole', lasting((round.ended ? Date.parse(round.ended) : now()) - Date.parse(round.sealed)));
  if (!round.ended) {
    lasted.dataset.since = Date.parse(round.sealed);
  }
  return row(round.round,
    [make('span', 'tag ' + style, sign + ' ' + words), round.failure && round.failure.message ? make('small', '', round.failure.message) : null],
    lasted, round.nodes,
    make('td', 'words', CAUSES[round.cause] || round.cause || '–',
      names('joined:', round.joined), names('left:', round.left), names('lost:', round.lost)),
    make('td', 'whole', time(round.sealed)));
}

function showRounds() {
  const rounds = last.rounds;
  const isEmpty = rounds.length === 0;
  show('no-rounds', isEmpty);
  ['line', 'span', 'rounds-box'].forEach(id => show(id, !isEmpty));
  if (!isEmpty) {
    showLine(rounds);
    byId('rounds').replaceChildren(...rounds.map((round, index) => roundRow(round, rounds[index + 1])).reverse());
  }
  show('left-out', last.rounds_left_out > 0);
  say('left-out', plural(last.rounds_left_out, 'older round is', 'older rounds are') + ' not shown.');
}

function nodeRow(node, isOver) {
  const labels = Object.entries(node.labels).map(([key, value]) => key + '=' + value).sort().join(' ');
  const isGone = last.missing.includes(node.node);
  const state = isGone ? make('span', 'tag bad', '✗ missing')
    : isOver ? make('span', 'tag plain', 'in the last round') : make('span', 'tag live', '● in the round');
  return row(node.node || '–', [state, node.rank === last.rank ? make('span', 'tag plain', 'this node') : null].filter(part => part),
    ranks(node.first_worker, node.workers), node.rank, make('td', 'whole', node.address), labels || '–');
}

function showNodes() {
  const isOver = ['joining', 'checking', 'cooling', 'pausing', 'ended'].includes(last.phase);
  const known = new Set(last.members.map(node => node.node));
  const others = last.waiting.filter(name => !known.has(name));
  const absent = last.missing.filter(name => !known.has(name));
  const word = last.spare || last.phase !== 'joining' ? '◌ waits' : '● there';
  byId('nodes').replaceChildren(
    ...last.members.map(node => nodeRow(node, isOver)),
    ...absent.map(name => row(name, make('span', 'tag bad', '✗ missing'), '–', '–', '–', '–')),
    ...others.map(name => row(name, make('span', 'tag warn', word), '–', '–', '–', '–')));
  const isEmpty = byId('nodes').rows.length === 0;
  show('nodes-box', !isEmpty);
  show('no-nodes', isEmpty);
}

function workerState(worker) {
  if (worker.state === 'running') {
    return make('span', 'tag live', '▶ running');
  }
  if (worker.code === 0) {
    return make('span', 'tag good', '✓ done');
  }
  const newest = last.rounds[last.rounds.length - 1];
  const isCause = newest && newest.failure && newest.failure.rank === worker.rank;
  return make('span', isCause ? 'tag bad' : 'tag plain', (isCause ? '✗ ' : '■ ') + exit(worker.code));
}

function showWorkers() {
  byId('workers').replaceChildren(...last.workers.map(worker =>
    row(worker.rank, workerState(worker), worker.local_rank, worker.pid || '–')));
  show('workers-box', last.workers.length > 0);
  show('no-workers', last.workers.length === 0);
}

function phase() {
  if (last.phase === 'ended' && last.ending) {
    return last.ending.code === 0 ? ['done', 'good', '✓'] : ['ended with exit code ' + last.ending.code, 'bad', '✗'];
  }
  if (last.spare) {
    return ['spare: the round has enough nodes', 'warn', '◌'];
  }
  return [PHASES[last.phase] || last.phase, ...(LOOKS[last.phase] || ['plain', '…'])];
}

function showHead() {
  const [words, style, sign] = phase();
  say('run', last.run);
  say('phase', words);
  say('mark', sign);
  byId('state').className = 'badge ' + style;
  document.title = sign + ' ' + words + ' · ' + last.run;
  say('pid', String(last.pid));
  say('token', last.token === null ? '' : 'The fencing token of the round is ' + last.token + '.');
  show('backend-away', !last.backend.answers);
  say('backend-away', last.backend.answers ? '' : 'The backend does not answer, so the round is not confirmed: ' + last.backend.problem);
  show('absent', last.missing.length > 0);
  say('absent', last.missing.length > 0 ? 'Missing since the last round: ' + last.missing.join(', ') : '');
}

function showAll() {
  showHead();
  showFigures();
  showRounds();
  showNodes();
  showWorkers();
}

/** What changes with time alone. */
function tick() {
  if (last === null) {
    return;
  }
  document.querySelectorAll('[data-since]').forEach(cell => {
    cell.textContent = lasting(now() - Number(cell.dataset.since));
  });
  const old = Math.round((Date.now() - lastAt) / 1000);
  say('seen', old < 3 ? 'as of now' : 'as of ' + time(last.time));
}

/** The server goes with its agent. */
function showGone() {
  const isOver = last !== null && last.phase === 'ended';
  const known = last === null ? '' : ' Below is what it showed last, at ' + time(last.time) + '.';
  byId('gone').className = 'notice ' + (isOver && last.ending && last.ending.code === 0 ? 'good' : isOver ? 'warn' : 'bad');
  say('gone', (isOver ? 'The agent has ended.' : 'The agent does not answer: it has ended, or cannot be reached.') + known);
  show('gone', true);
  if (!isOver) {
    byId('state').className = 'badge bad';
    say('mark', '✗');
    say('phase', 'no answer');
    document.title = '✗ no answer' + (last === null ? '' : ' · ' + last.run);
  }
}

function take(text) {
  const status = JSON.parse(text);
  ahead = Date.parse(status.time) - Date.now();
  lastAt = Date.now();
  const wasGone = failures > 0;
  failures = 0;
  const {time: ignored, ...facts} = status;
  const compared = JSON.stringify(facts);
  last = status;
  if (compared !== lastText || wasGone) {
    lastText = compared;
    show('gone', false);
    showAll();
  } else if (last.rounds.length > 0) {
    showLine(last.rounds);
  }
}

async function look() {
  try {
    const response = await fetch('status', {cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT)});
    if (!response.ok) {
      throw new Error('status ' + response.status);
    }
    take(await response.text());
  } catch (away) {
    failures++;
    // One request may be lost; an agent that has said that it ends does not come back.
    if (failures > 1 || last === null || last.phase === 'ended') {
      showGone();
    }
  }
  tick();
  setTimeout(look, document.hidden ? EACH_UNSEEN : EACH);
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    tick();
  }
});
look();
