#!/bin/sh
# @@why: metrics for collectors: JSON with its metadata, Prometheus's lines
D=/run/sonde/metrics_$$
"$SONDE" stap -m metrics_$$ -p5 -v -e '
	global reads, by, many
	probe begin {
		for (i = 100; i < 140; i++) many[i] = i
		json_set_prefix("test")
		json_add_numeric_metric("reads", "number of reads", "count")
		json_add_string_metric("who", "a name")
		json_add_array("by", "by name")
		json_add_array_numeric_metric("by", "n", "how many", "count")
		json_add_array_string_metric("by", "s", "a text")
		by["a", 1] = 5; by["b", 2] = 6; reads["x"] = 7
	}
	probe json_data {
		@json_output_data_start
		@json_output_numeric_value("reads", 3)
		@json_output_string_value("who", "me")
		@json_output_array_start("by")
		foreach ([name, i] in by+) {
			@json_output_array_numeric_value("by", name, "n", by[name, i])
			@json_output_array_string_value("by", name, "s", name)
		}
		@json_output_array_end
		foreach ([name, i] in by+) {
			@json_output_array_numeric_value("of", i, "n", by[name, i])
			@json_output_array_numeric_value("of", i, "m", i)
		}
		@json_output_array_string_value("others", "x", "s", "a\"b")
		@json_output_numeric_value("writes", -4)
		@json_output_array_numeric_value("last", 1, "n", 1)
		@json_output_data_end
	}
	probe prometheus {
		@prometheus_dump_array1(reads, "reads_total", "name")
		@prometheus_dump_array1(many, "many", "index")
		@prometheus_dump_array2(by, "by_total", "name", "number")
	}
	probe procfs("stop").write { exit() }' > "$TMP/out" 2> "$TMP/err" &
n=0
while ! grep -qs 'starting run' "$TMP/err" && [ $n -lt 400 ]; do sleep 0.05; n=$((n + 1)); kill -0 $! || break; done
python3 -c "import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))" $D/metadata.json
python3 -c "import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))" $D/data.json
grep -v many $D/__prometheus; grep -c '^many{index="1.."} 1..$' $D/__prometheus
echo > $D/stop; wait
grep -i error "$TMP/err"; cat "$TMP/out"

# >>> out
# {"prefix": "test", "metrics": [{"name": "reads", "pointer": "/reads", "type": "integer", "description": "number of reads", "units": "count"}, {"name": "who", "pointer": "/who", "type": "string", "description": "a name"}, {"name": "by", "pointer": "/by", "type": "array", "description": "by name", "index": "/__id", "metrics": [{"name": "n", "pointer": "/n", "type": "integer", "description": "how many", "units": "count"}, {"name": "s", "pointer": "/s", "type": "string", "description": "a text"}]}]}
# {"reads": 3, "who": "me", "by": [{"__id": "a", "n": 5, "s": "a"}, {"__id": "b", "n": 6, "s": "b"}], "of": [{"__id": "1", "n": 5, "m": 1}, {"__id": "2", "n": 6, "m": 2}], "others": [{"__id": "x", "s": "a\"b"}], "writes": -4, "last": [{"__id": "1", "n": 1}]}
# reads_total{name="x"} 7
# by_total{name="a",number="1"} 5
# by_total{name="b",number="2"} 6
# 40
# <<<
