-- Sends the requests of a file repeatedly. A line has method, path, ETag and body, separated by tabs.
-- Twelve @ in a body are replaced by a new number for each request.
-- Requests without a body are reads: they are sent without the headers of the command, and so without a key.
-- Arguments: the file; the first number.
local MARK = string.rep("@", 12)
local requests, sent, number = {}, 0, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local method, path, etag, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = {}
    if body ~= "" then for name, value in pairs(wrk.headers) do headers[name] = value end end
    if etag ~= "" then headers["If-None-Match"] = etag end
    local whole = wrk.format(method, path, headers, body ~= "" and body or nil)
    local from, to = whole:find(MARK, 1, true)
    requests[#requests + 1] = from and {whole:sub(1, from - 1), whole:sub(to + 1)} or whole
  end
  number = tonumber(arguments[2])
end

function request()
  sent = sent % #requests + 1
  local chosen = requests[sent]
  if type(chosen) == "string" then return chosen end
  number = number + 1
  return chosen[1] .. string.format("%012d", number) .. chosen[2]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nMEASURED {"requests":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
