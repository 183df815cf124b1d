SELECT lower(hex(inference.id)) AS id,
       datetime(inference.timestamp / 1000, 'unixepoch') AS utc,
       inference.input ->> '$.messages[0].content[0].text' AS asked,
       inference.output ->> '$[0].text' AS answered
FROM inference_tag AS tag
JOIN chat_inference AS inference ON inference.id = tag.inference_id
WHERE tag.key = 'customer' AND tag.value = '42'
ORDER BY inference.id DESC;
